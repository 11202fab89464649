namespace Orchestrator.Drift;

/// <summary>Defines how drift is handled that a regular check of a product finds.</summary>
public enum DriftHealing
{
    /// <summary>The product is not checked regularly.</summary>
    Off,

    /// <summary>Drift is shown.</summary>
    Report,

    /// <summary>Drift is shown and corrected.</summary>
    Heal,
}
