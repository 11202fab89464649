namespace Orchestrator.Options;

/// <summary>What a host does at start about services that steps, forms or external resources take and that no one has registered.</summary>
public enum ServiceCheck
{
    /// <summary>
    /// It does not start if a workflow that its queues execute needs one, and logs a warning about those of the other workflows.
    /// </summary>
    Fail,

    /// <summary>It logs a warning about each, and starts.</summary>
    Warn,

    /// <summary>It does not look for them.</summary>
    Off,
}
