namespace Orchestrator.Processes;

/// <summary>Hints to a worker that a process may have something to do. It may be lost or repeated: the database is the truth.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Lane">Where it waits for a worker.</param>
internal readonly record struct ProcessHint(Guid ProcessId, QueueLane Lane);
