using System.Globalization;
using Orchestrator.Options;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>
/// Which subscriptions of a list are selected: some rows, or all that its filters find except some rows, however many are shown.
/// </summary>
internal sealed class SubscriptionSelection
{
    private static readonly string MaxText = Limits.MaxNamedSubscriptions.ToString("N0", CultureInfo.InvariantCulture);

    private readonly HashSet<Guid> _named = [];
    private SubscriptionFilter? _all;
    private IReadOnlyList<Guid>? _rows = [];

    /// <summary>Whether nothing is selected.</summary>
    internal bool IsEmpty => _all is null && _named.Count == 0;

    /// <summary>Whether no further row can be named.</summary>
    internal bool IsFull => _named.Count >= Limits.MaxNamedSubscriptions;

    /// <summary>What to do where no further row can be named.</summary>
    internal string FullText =>
        _all is null
            ? $"At most {MaxText} are selected one by one: select all that the filters find, and narrow the filters."
            : $"At most {MaxText} are left out one by one: narrow the filters.";

    /// <summary>The rows that are selected one by one; null for all that the filters find. The same list until a row changes.</summary>
    internal IReadOnlyList<Guid>? Only => _all is null && _named.Count > 0 ? Rows : null;

    /// <summary>The rows that are left out. The same list until a row changes.</summary>
    internal IReadOnlyList<Guid> Except => _all is null ? [] : Rows;

    private IReadOnlyList<Guid> Rows => _rows ??= [.. _named.Order()];

    /// <summary>Whether all that the filters find is selected: null where some rows are, or all but some.</summary>
    internal bool? IsAll(SubscriptionFilter filter) => _named.Count > 0 ? null : _all == filter;

    /// <summary>Selects all that the filters find.</summary>
    internal void SelectAll(SubscriptionFilter filter)
    {
        Clear();
        _all = filter;
    }

    /// <summary>Selects nothing.</summary>
    internal void Clear()
    {
        (_all, _rows) = (null, []);
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
        _rows = null;
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

    /// <summary>
    /// The search of a bulk task: that of the filters, but rows that are selected one by one stay selected under other filters.
    /// </summary>
    internal string ToQuery(SubscriptionFilter filter) => Only is null ? filter.ToQuery() : "";
}
