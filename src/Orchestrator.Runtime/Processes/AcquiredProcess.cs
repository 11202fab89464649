namespace Orchestrator.Processes;

/// <summary>A process that was just taken.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Begun">The row of its first step, when that was logged with it; null otherwise.</param>
/// <param name="Paused">True when the engine was paused meanwhile: no step may begin.</param>
internal sealed record AcquiredProcess(ProcessLease Lease, StepLogEntry? Begun, bool Paused)
{
    /// <summary>Why its rows cannot be read; null when they can.</summary>
    internal Exception? Unreadable { get; init; }
}
