namespace Orchestrator.Processes;

/// <summary>The kind of failure of a task. A process that is not a task has the status failed.</summary>
public enum FailureKind
{
    /// <summary>Anything else: the task becomes <c>failed</c>.</summary>
    Ordinary,

    /// <summary>Systems contradict each other and a person must look: the task becomes <c>inconsistent_data</c>, and the NOC's.</summary>
    InconsistentData,

    /// <summary>An external system was not reachable, and trying again may help: the task becomes <c>api_unavailable</c>.</summary>
    SystemUnavailable,
}
