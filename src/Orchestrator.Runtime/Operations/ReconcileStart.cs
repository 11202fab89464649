namespace Orchestrator.Operations;

/// <summary>How a reconcile is started.</summary>
public sealed record ReconcileStart
{
    /// <summary>The plan that it keeps to; null for none.</summary>
    public Guid? Plan { get; init; }

    /// <summary>True to write also where nothing differs, for a system whose answers are not to be trusted.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// The client's key for this start, by which it can be repeated; null for none. See <see cref="IProcesses.StartOnceAsync"/>.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
