namespace Orchestrator.Drift;

/// <summary>Whether external systems have the desired state of a subscription.</summary>
public enum DriftStatus
{
    /// <summary>It was never compared.</summary>
    NeverChecked,

    /// <summary>No compared value differs.</summary>
    NoDrift,

    /// <summary>At least one value differs.</summary>
    Drifted,

    /// <summary>It could not be compared: an external system did not respond, or its response cannot be read.</summary>
    Unknown,

    /// <summary>It cannot be compared: it has no external resource that can be read.</summary>
    Unsupported,
}
