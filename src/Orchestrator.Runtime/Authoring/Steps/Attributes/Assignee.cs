namespace Orchestrator;

/// <summary>The person or group that a process waits for. Other values are allowed: any text of at most 50 characters.</summary>
public static class Assignee
{
    /// <summary>No one in particular: the system itself.</summary>
    public const string System = "SYSTEM";

    /// <summary>The network operations centre.</summary>
    public const string Noc = "NOC";

    /// <summary>The change managers.</summary>
    public const string Changes = "CHANGES";
}
