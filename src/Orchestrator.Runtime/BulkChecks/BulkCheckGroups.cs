using System.Collections.Concurrent;
using Orchestrator.Drift;
using Orchestrator.Products;

namespace Orchestrator.BulkChecks;

/// <summary>
/// Keeps the groups of the bulk checks that are read repeatedly by every caller that waits for one: they are made of every drifted
/// subscription, and stay the same until another one has drifted.
/// </summary>
internal sealed class BulkCheckGroups
{
    /// <summary>So many are kept, one for each bulk check and those who see the same of it.</summary>
    private const int MaxKept = 100;

    private readonly ConcurrentDictionary<(Guid ProcessId, string Scope), Kept> _kept = new();

    /// <summary>Gives the groups of a bulk check.</summary>
    /// <param name="processId">The bulk check.</param>
    /// <param name="scope">What the user sees; null for everything.</param>
    /// <param name="drifted">How many of what the user sees have drifted.</param>
    /// <param name="readAsync">Makes the groups.</param>
    internal async Task<IReadOnlyList<DriftGroup>> GetAsync(
        Guid processId,
        ReadScope? scope,
        int drifted,
        Func<Task<IReadOnlyList<DriftGroup>>> readAsync
    )
    {
        var key = (processId, scope is null ? "" : string.Join('\n', scope.Customers.Order(StringComparer.Ordinal).Prepend(scope.User)));
        if (_kept.TryGetValue(key, out var kept) && kept.Drifted == drifted)
        {
            return kept.Groups;
        }

        var groups = await readAsync();
        if (_kept.Count >= MaxKept)
        {
            // Those that are still looked at are made again.
            _kept.Clear();
        }

        _kept[key] = new(drifted, groups);
        return groups;
    }

    private sealed record Kept(int Drifted, IReadOnlyList<DriftGroup> Groups);
}
