namespace Orchestrator.Processes;

/// <summary>The status of a process as a whole. Clients and the database see the name in snake_case.</summary>
public enum ProcessStatus
{
    /// <summary>It was created, and has not started yet.</summary>
    Created,

    /// <summary>Its steps are running, or wait for a worker.</summary>
    Running,

    /// <summary>It waits for a person's input.</summary>
    Suspended,

    /// <summary>A step failed that will be retried automatically.</summary>
    Waiting,

    /// <summary>It waits for a callback of an external system.</summary>
    AwaitingCallback,

    /// <summary>A user aborted it; it never continues.</summary>
    Aborted,

    /// <summary>A step failed; retry or abort it.</summary>
    Failed,

    /// <summary>A task failed because an external system was not reachable.</summary>
    ApiUnavailable,

    /// <summary>A task found inconsistent data.</summary>
    InconsistentData,

    /// <summary>All steps are completed.</summary>
    Completed,

    /// <summary>A resume or retry is queued for a worker.</summary>
    Resumed,
}
