using System.Collections.Concurrent;
using Orchestrator.Drift;
using Orchestrator.Products;

namespace Orchestrator.BulkChecks;

/// <summary>
/// Keeps the groups of the bulk checks that are read repeatedly by every caller that waits for one: they are made of every drifted
/// subscription, and stay the same until another one has drifted. While a bulk check runs, that is nearly each time. Its groups may then
/// be late, so that making them takes a small part of the time however many look; those of one that has ended are exact.
/// </summary>
internal sealed class BulkCheckGroups(TimeProvider time)
{
    /// <summary>So many are kept, one for each bulk check and those who see the same of it.</summary>
    private const int MaxKept = 100;

    /// <summary>How late the groups of one that runs are, at least, and as many times what it takes to make them.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(1);
    private const int AgeFactor = 20;

    private readonly ConcurrentDictionary<(Guid ProcessId, string Scope), Kept> _kept = new();

    /// <summary>Gives the groups of a bulk check.</summary>
    /// <param name="processId">The bulk check.</param>
    /// <param name="scope">What the user sees; null for everything.</param>
    /// <param name="counts">How far it is with what the user sees.</param>
    /// <param name="readAsync">Makes the groups.</param>
    internal async Task<IReadOnlyList<DriftGroup>> GetAsync(
        Guid processId,
        ReadScope? scope,
        BulkCheckCounts counts,
        Func<Task<IReadOnlyList<DriftGroup>>> readAsync
    )
    {
        var key = (processId, scope is null ? "" : string.Join('\n', scope.Customers.Order(StringComparer.Ordinal).Prepend(scope.User)));
        if (_kept.TryGetValue(key, out var kept) && (kept.Drifted == counts.Drifted || IsGoodFor(kept, counts)))
        {
            return kept.Groups;
        }

        var begun = time.GetTimestamp();
        var groups = await readAsync();
        if (_kept.Count >= MaxKept)
        {
            // Those that are still looked at are made again.
            _kept.Clear();
        }

        _kept[key] = new(counts.Drifted, groups, time.GetTimestamp(), time.GetElapsedTime(begun));
        return groups;
    }

    /// <summary>Whether groups are new enough for a bulk check that has not ended.</summary>
    private bool IsGoodFor(Kept kept, BulkCheckCounts counts)
    {
        var age = kept.Took * AgeFactor;
        return counts.Checked < counts.Found && time.GetElapsedTime(kept.MadeAt) < (age < LeastAge ? LeastAge : age);
    }

    private sealed record Kept(int Drifted, IReadOnlyList<DriftGroup> Groups, long MadeAt, TimeSpan Took);
}
