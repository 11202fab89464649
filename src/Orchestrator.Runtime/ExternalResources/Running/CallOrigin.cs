namespace Orchestrator.ExternalResources;

/// <summary>The kinds of callers of an external system, in the order of their priority when the system is limited.</summary>
internal enum CallOrigin
{
    /// <summary>A process that was started individually.</summary>
    Individual,

    /// <summary>Checks, and processes that were started or retried together with many others.</summary>
    Background,
}
