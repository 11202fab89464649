namespace Orchestrator.Drift;

/// <summary>Whether external systems hold what a subscription says.</summary>
public enum DriftStatus
{
    /// <summary>It was never compared.</summary>
    NeverChecked,

    /// <summary>Nothing that was compared differs.</summary>
    NoDrift,

    /// <summary>Something differs.</summary>
    Drifted,

    /// <summary>It could not be compared: an external system did not answer, or its answer cannot be read.</summary>
    Unknown,

    /// <summary>It cannot be compared: nothing of it is an external resource that can be read.</summary>
    Unsupported,
}
