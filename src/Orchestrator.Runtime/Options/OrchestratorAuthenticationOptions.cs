namespace Orchestrator.Options;

/// <summary>Whether the API may be served without authentication.</summary>
public sealed class OrchestratorAuthenticationOptions
{
    /// <summary>
    /// True: the host starts outside Development although endpoints of the API require no authorization, and says so in its log at each
    /// start. Default false: it refuses to start.
    /// </summary>
    public bool Disabled { get; set; }
}
