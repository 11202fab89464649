using Orchestrator.Drift;

namespace Orchestrator.Options;

/// <summary>The drift policy of a product in the settings. For values that are not set, the declaration in code applies.</summary>
public sealed class DriftPolicyOptions
{
    /// <summary>When its subscriptions are checked, as a cron expression in UTC; empty if they are not checked regularly.</summary>
    public string? Check { get; set; }

    /// <summary>How drift is handled.</summary>
    public DriftHealing? Heal { get; set; }

    /// <summary>The maximum percentage of drifted subscriptions; if more have drifted, nothing is corrected.</summary>
    public int? MaxDriftPercent { get; set; }

    /// <summary>
    /// The number of subscriptions that are corrected first; the rest is corrected only if all of them complete. 0 for none.
    /// </summary>
    public int? Canary { get; set; }

    /// <summary>The number of failures after which no more are corrected; 0 for no limit.</summary>
    public int? StopAfterFailed { get; set; }

    /// <summary>
    /// The percentage of failures, among those that have ended, at which no more are corrected, 1 to 100; 0 for no limit.
    /// </summary>
    public int? StopAfterPercent { get; set; }

    /// <summary>The number that must have ended before <see cref="StopAfterPercent"/> applies, 1 to 1,000,000.</summary>
    public int? MinEnded { get; set; }

    /// <summary>The number that is started in a wave; 0 for a single wave.</summary>
    public int? WaveSize { get; set; }

    /// <summary>The delay between two waves, in seconds.</summary>
    public int? WaitSeconds { get; set; }
}
