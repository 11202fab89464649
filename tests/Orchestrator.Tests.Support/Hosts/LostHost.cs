namespace Orchestrator.Tests.Support;

/// <summary>
/// What a host leaves behind that is killed in the middle of a step: a lease that no one renews, and no row of the step. The host of the
/// test still runs, and finds that its lease is lost.
/// </summary>
public static class LostHost
{
    /// <summary>Takes the lease of every process from its host, which cannot take it again.</summary>
    public static void Lose(TestDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.Query("UPDATE process_leases SET owner = 'dead', token = token + 1, expires_at = '2999-01-01T00:00:00.000000Z'");
    }

    /// <summary>Ends the leases of the lost host, so another host takes its processes over.</summary>
    public static void EndLeases(TestDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.Query("UPDATE process_leases SET expires_at = '2020-01-01T00:00:00.000000Z' WHERE owner = 'dead'");
    }
}
