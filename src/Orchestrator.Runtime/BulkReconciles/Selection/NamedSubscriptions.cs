using Orchestrator.Binding;
using Orchestrator.Options;

namespace Orchestrator.BulkReconciles;

/// <summary>Subscriptions that are named one by one, beside a search.</summary>
/// <param name="Only">Those that are meant, of those that the search finds; null for all of these.</param>
/// <param name="Except">Those that are left out.</param>
internal sealed record NamedSubscriptions(IReadOnlyList<Guid>? Only, IReadOnlyList<Guid> Except)
{
    private const string Key = "named_subscriptions";

    /// <summary>None is named: all that the search finds are meant.</summary>
    internal static NamedSubscriptions None { get; } = new(Only: null, []);

    internal static NamedSubscriptions Of(IEnumerable<Guid>? only, IEnumerable<Guid>? except) =>
        new(only is null ? null : [.. only.Distinct()], [.. (except ?? []).Distinct()]);

    /// <exception cref="InvalidRequestException">None is meant, or too many are named.</exception>
    internal static NamedSubscriptions Of(BulkSelection selection)
    {
        var named = Of(selection.SubscriptionIds, selection.ExceptSubscriptionIds);
        if (named.Only is [])
        {
            throw new InvalidRequestException(
                "bulk_selects_nothing",
                "The list of subscriptions is empty. Name at least one, or leave out the list to select all that the search finds."
            );
        }

        var count = Math.Max(named.Only?.Count ?? 0, named.Except.Count);
        return count <= Limits.MaxNamedSubscriptions
            ? named
            : throw new InvalidRequestException(
                "bulk_names_too_many",
                $"{count} subscriptions are named. Name at most {Limits.MaxNamedSubscriptions}, or select them with a search."
            );
    }

    /// <summary>Reads them from the state of a process.</summary>
    /// <exception cref="StateException">They cannot be read.</exception>
    internal static NamedSubscriptions Of(State state) => state.ContainsKey(Key) ? state.Get<NamedSubscriptions>(Key) : None;

    /// <summary>Writes them into the state of a process.</summary>
    internal StepOutput WriteTo(StepOutput output) => Only is null && Except.Count == 0 ? output : output.Set(Key, this);
}
