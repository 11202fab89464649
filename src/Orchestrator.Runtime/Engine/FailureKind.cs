namespace Orchestrator.Engine;

/// <summary>What a failure means for a task.</summary>
internal enum FailureKind
{
    /// <summary>Anything else.</summary>
    Ordinary,

    /// <summary>Systems contradict each other: a person must look.</summary>
    InconsistentData,

    /// <summary>An external system was not reachable: trying again may help.</summary>
    SystemUnavailable,
}
