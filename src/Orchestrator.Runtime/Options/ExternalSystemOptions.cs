namespace Orchestrator.Options;

/// <summary>The limits of an external system, for all hosts together. By default, nothing is limited.</summary>
public sealed class ExternalSystemOptions
{
    /// <summary>The maximum number of concurrent calls, 1 to 1,000. Default: not limited.</summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>The maximum number of calls that begin per second, 1 to 10,000. Default: not limited.</summary>
    public int? PerSecond { get; set; }
}
