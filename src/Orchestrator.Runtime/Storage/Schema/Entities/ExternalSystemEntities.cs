namespace Orchestrator.Storage.Schema;

/// <summary>An external system with limits: the lock under which they are shared. Ours.</summary>
internal sealed class ExternalSystemEntity
{
    public required string Name { get; set; }

    /// <summary>Until when hosts have reserved the time in which they begin calls.</summary>
    public DateTimeOffset ReservedUntil { get; set; }
}

/// <summary>What a host has of the concurrent calls of an external system, and would use. Ours.</summary>
internal sealed class ExternalSystemHostEntity
{
    public required string SystemName { get; set; }

    public required string Host { get; set; }

    /// <summary>How many calls the host may run at once.</summary>
    public int Slots { get; set; }

    /// <summary>How many calls of processes that were started individually it runs or has waiting.</summary>
    public int Individual { get; set; }

    /// <summary>How many calls it runs or has waiting, these included.</summary>
    public int Wanted { get; set; }

    /// <summary>Since when it has wanted slots, or when it has last given back one.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When it no longer has them, if it does not renew them.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}
