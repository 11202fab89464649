namespace Orchestrator.Drift;

/// <summary>The source of the maintenance windows of a product.</summary>
public enum MaintenanceWindowOrigin
{
    /// <summary>There are none, so reconciles can be started at any time.</summary>
    None,

    /// <summary>From the policy that the code declares.</summary>
    Code,

    /// <summary>From the setting <c>MaintenanceWindows</c>.</summary>
    Settings,

    /// <summary>From the policy that an operator has set.</summary>
    Policy,
}
