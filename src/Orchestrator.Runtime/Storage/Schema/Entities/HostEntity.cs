namespace Orchestrator.Storage.Schema;

/// <summary>A host that runs, or that ended without saying so. Ours.</summary>
internal sealed class HostEntity
{
    /// <summary>The owner of its leases.</summary>
    public required string Name { get; set; }

    /// <summary>How many processes it can execute at once.</summary>
    public int Workers { get; set; }

    /// <summary>The queues whose processes it executes, as a JSON list of their names.</summary>
    public required string Queues { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When it counts as ended, if it does not write again.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}
