using Orchestrator.Options;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>
/// Which subscriptions of a list are selected: some rows, or all that its filters find except some rows, however many are shown. A bulk
/// task is about a query, which names only so many subscriptions one by one.
/// </summary>
internal sealed class SubscriptionSelection
{
    private const int MaxNamed = 12;

    // An id with its "or", and what stands around the ids: their field, and what a bulk reconcile adds for what has drifted.
    private const int IdLength = 37;
    private const int Around = 40;

    private readonly HashSet<Guid> _named = [];
    private SubscriptionFilter? _all;

    /// <summary>Whether nothing is selected.</summary>
    internal bool IsEmpty => _all is null && _named.Count == 0;

    /// <summary>Whether no further row can be named.</summary>
    internal bool IsFull => _named.Count >= Max;

    /// <summary>What to do where no further row can be named.</summary>
    internal string FullText =>
        _all is null
            ? $"At most {MaxNamed} are selected one by one: select all that the filters find, and narrow the filters."
            : $"At most {Max} are left out one by one: narrow the filters.";

    /// <summary>How many rows a query of limited length can name, beside the filters of which it leaves some out.</summary>
    private int Max =>
        _all is { } filter ? Math.Clamp((Limits.MaxQueryLength - filter.ToQuery().Length - Around) / IdLength, 0, MaxNamed) : MaxNamed;

    /// <summary>Whether all that the filters find is selected: null where some rows are, or all but some.</summary>
    internal bool? IsAll(SubscriptionFilter filter) => _named.Count > 0 ? null : _all == filter;

    /// <summary>Selects all that the filters find.</summary>
    internal void SelectAll(SubscriptionFilter filter)
    {
        _all = filter;
        _named.Clear();
    }

    /// <summary>Selects nothing.</summary>
    internal void Clear()
    {
        _all = null;
        _named.Clear();
    }

    /// <summary>Gives up a selection of all that other filters have found.</summary>
    internal void Keep(SubscriptionFilter filter)
    {
        if (_all is not null && _all != filter)
        {
            Clear();
        }
    }

    internal bool Contains(Guid subscription) => _named.Contains(subscription) == (_all is null);

    /// <summary>Whether a row can be selected or left out.</summary>
    internal bool MayChange(Guid subscription) => !IsFull || _named.Contains(subscription);

    internal void Set(Guid subscription, bool isSelected)
    {
        if (isSelected == (_all is null))
        {
            _named.Add(subscription);
        }
        else
        {
            _named.Remove(subscription);
        }
    }

    /// <summary>How many a bulk task would be about, of so many that the filters find.</summary>
    internal int CountOf(int found) =>
        _all is not null ? Math.Max(0, found - _named.Count)
        : _named.Count > 0 ? _named.Count
        : found;

    /// <summary>What a bulk task is about: all that the filters find where nothing is selected.</summary>
    internal string ToQuery(SubscriptionFilter filter)
    {
        var named = $"subscription_id:({string.Join('|', _named.Order())})";
        return _named.Count == 0 ? filter.ToQuery()
            : _all is null ? named
            : filter.ToQuery(butNot: named);
    }
}
