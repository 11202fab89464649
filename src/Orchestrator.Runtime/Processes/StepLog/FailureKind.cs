namespace Orchestrator.Processes;

/// <summary>What a failure means for a task. A process that is not a task has simply failed.</summary>
public enum FailureKind
{
    /// <summary>Anything else: the task becomes <c>failed</c>.</summary>
    Ordinary,

    /// <summary>Systems contradict each other and a person must look: the task becomes <c>inconsistent_data</c>, and the NOC's.</summary>
    InconsistentData,

    /// <summary>An external system was not reachable, and trying again may help: the task becomes <c>api_unavailable</c>.</summary>
    SystemUnavailable,
}
