namespace Orchestrator.Processes;

/// <summary>The status of a process as a whole. Clients and the database see the name in snake_case.</summary>
public enum ProcessStatus
{
    /// <summary>Its row exists, nothing ran yet.</summary>
    Created,

    /// <summary>Its steps run, or wait for a worker.</summary>
    Running,

    /// <summary>It waits for a person's input.</summary>
    Suspended,

    /// <summary>A step failed that will be retried automatically.</summary>
    Waiting,

    /// <summary>It waits for an external system's call.</summary>
    AwaitingCallback,

    /// <summary>A person ended it; it never continues.</summary>
    Aborted,

    /// <summary>A step failed; retry or abort it.</summary>
    Failed,

    /// <summary>A task failed because an external system was not reachable.</summary>
    ApiUnavailable,

    /// <summary>A task found that the systems contradict each other.</summary>
    InconsistentData,

    /// <summary>Every step is done.</summary>
    Completed,

    /// <summary>A resume or retry is queued for a worker.</summary>
    Resumed,
}
