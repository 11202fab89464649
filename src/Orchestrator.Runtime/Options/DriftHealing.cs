namespace Orchestrator.Drift;

/// <summary>What is done about drift that a regular check of a product finds.</summary>
public enum DriftHealing
{
    /// <summary>Nothing: the product is not checked at set times.</summary>
    Off,

    /// <summary>It is shown.</summary>
    Report,

    /// <summary>It is corrected.</summary>
    Heal,
}
