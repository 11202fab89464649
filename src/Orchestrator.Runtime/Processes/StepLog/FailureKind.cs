namespace Orchestrator.Processes;

/// <summary>The kind of failure of a task. A process that is not a task has the status failed.</summary>
public enum FailureKind
{
    /// <summary>Any other failure: the task becomes <c>failed</c>.</summary>
    Ordinary,

    /// <summary>
    /// The data of systems is inconsistent and a person must act: the task becomes <c>inconsistent_data</c>, and is assigned to the NOC.
    /// </summary>
    InconsistentData,

    /// <summary>An external system was not reachable, and a retry can succeed: the task becomes <c>api_unavailable</c>.</summary>
    SystemUnavailable,
}
