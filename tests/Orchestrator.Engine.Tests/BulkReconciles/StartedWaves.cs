using System.Globalization;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>When the reconciles of a bulk reconcile were started and have ended.</summary>
internal static class StartedWaves
{
    /// <summary>Asserts that the waves have these sizes, and that each begins after the one before has ended.</summary>
    /// <param name="database">The database, which has one bulk reconcile.</param>
    /// <param name="wait">The least time between two waves.</param>
    /// <param name="sizes">The sizes of all waves.</param>
    internal static void AssertAre(TestDatabase database, TimeSpan wait, params int[] sizes)
    {
        var reconciles = database
            .Query(
                "SELECT p.started_at, p.last_modified_at FROM processes p JOIN bulk_reconcile_items i "
                    + "ON i.reconcile_id = p.pid ORDER BY p.started_at"
            )
            .Select(static row => row.Split('|').Select(static time => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)).ToArray())
            .ToList();
        DateTimeOffset? end = null;
        foreach (var size in sizes)
        {
            var wave = reconciles[..size];
            Assert.All(wave, reconcile => Assert.True(end is null || reconcile[0] >= end + wait));
            end = wave.Max(static reconcile => reconcile[1]);
            reconciles.RemoveRange(0, size);
            Assert.All(reconciles, reconcile => Assert.True(reconcile[0] >= end + wait));
        }

        Assert.Empty(reconciles);
    }
}
