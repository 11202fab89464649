namespace Orchestrator.Operations;

/// <summary>The options for starting a reconcile.</summary>
public sealed record ReconcileStart
{
    /// <summary>The plan to which the process is bound; null for none.</summary>
    public Guid? Plan { get; init; }

    /// <summary>True to also write objects that do not differ, for an external system whose responses are not reliable.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// The idempotency key of the client; null for none. See <see cref="IProcesses.StartOnceAsync"/>.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
