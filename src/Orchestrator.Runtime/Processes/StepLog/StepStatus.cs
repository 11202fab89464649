namespace Orchestrator.Processes;

/// <summary>The result of a logged step. Clients and the database see the name in snake_case.</summary>
public enum StepStatus
{
    /// <summary>Done.</summary>
    Success,

    /// <summary>Its condition was false.</summary>
    Skipped,

    /// <summary>It waits for a person's input.</summary>
    Suspend,

    /// <summary>It failed and will be retried automatically.</summary>
    Waiting,

    /// <summary>It waits for a callback of an external system.</summary>
    AwaitingCallback,

    /// <summary>A user aborted the process here.</summary>
    Abort,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The process is done.</summary>
    Complete,
}
