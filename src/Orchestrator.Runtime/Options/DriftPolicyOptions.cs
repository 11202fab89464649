using Orchestrator.Drift;

namespace Orchestrator.Options;

/// <summary>What the settings say about the drift of a product. What they do not say, the code does.</summary>
public sealed class DriftPolicyOptions
{
    /// <summary>When its subscriptions are checked, as a cron expression in UTC; an empty one for not at set times.</summary>
    public string? Check { get; set; }

    /// <summary>What is done about drift.</summary>
    public DriftHealing? Heal { get; set; }

    /// <summary>How many percent of the subscriptions may have drifted; when more have, nothing is corrected.</summary>
    public int? MaxDriftPercent { get; set; }

    /// <summary>How many subscriptions are corrected first; the rest only if all of them completed. 0 for none.</summary>
    public int? Canary { get; set; }

    /// <summary>After how many failures nothing more is corrected; 0 for any number.</summary>
    public int? StopAfterFailed { get; set; }

    /// <summary>
    /// Which part of those that have ended, in percent, may fail before nothing more is corrected, 1 to 100; 0 for any part.
    /// </summary>
    public int? StopAfterPercent { get; set; }

    /// <summary>How many have to have ended before <see cref="StopAfterPercent"/> counts, 1 to 1,000,000.</summary>
    public int? MinEnded { get; set; }

    /// <summary>How many are started in a wave; 0 for one wave.</summary>
    public int? WaveSize { get; set; }

    /// <summary>How many seconds there are between two waves.</summary>
    public int? WaitSeconds { get; set; }
}
