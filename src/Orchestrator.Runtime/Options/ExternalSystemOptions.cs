namespace Orchestrator.Options;

/// <summary>How much all hosts together ask of an external system. What is not set is not limited.</summary>
public sealed class ExternalSystemOptions
{
    /// <summary>How many calls run at once, at most. 1 to 1,000; default: not limited.</summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>How many calls begin in a second, at most. 1 to 10,000; default: not limited.</summary>
    public int? PerSecond { get; set; }
}
