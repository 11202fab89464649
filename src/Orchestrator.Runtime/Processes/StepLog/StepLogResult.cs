namespace Orchestrator.Processes;

/// <summary>How logging a step went.</summary>
internal enum StepLogResult
{
    /// <summary>Committed; continue.</summary>
    Committed,

    /// <summary>Committed, and the engine was paused meanwhile: stop before the next step.</summary>
    CommittedAndPaused,

    /// <summary>Nothing was written: the lease was lost or the process was aborted.</summary>
    Fenced,
}
