namespace Orchestrator.Options;

/// <summary>Defines whether the API can be served without authentication.</summary>
public sealed class OrchestratorAuthenticationOptions
{
    /// <summary>
    /// True: the host starts outside Development even if endpoints of the API require no authorization, and logs a warning at each start.
    /// Default false: it does not start.
    /// </summary>
    public bool Disabled { get; set; }
}
