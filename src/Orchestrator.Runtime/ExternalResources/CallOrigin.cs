namespace Orchestrator.ExternalResources;

/// <summary>Who calls an external system, in the order in which they go first when the system is limited.</summary>
internal enum CallOrigin
{
    /// <summary>A process that was started individually.</summary>
    Individual,

    /// <summary>Checks, and processes that were started or retried together with many others.</summary>
    Background,
}
