namespace Orchestrator.Drift;

/// <summary>Where the maintenance windows of a product come from.</summary>
public enum MaintenanceWindowOrigin
{
    /// <summary>From nowhere: there are none, so reconciles may be started at any time.</summary>
    None,

    /// <summary>From the policy that the code declares.</summary>
    Code,

    /// <summary>From the setting <c>MaintenanceWindows</c>.</summary>
    Settings,

    /// <summary>From the policy that an operator has set.</summary>
    Policy,
}
