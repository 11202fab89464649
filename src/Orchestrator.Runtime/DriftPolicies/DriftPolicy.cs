using System.Globalization;
using Orchestrator.BulkReconciles;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Drift;

/// <summary>Defines when the subscriptions of a product are checked for drift, and how drift is handled.</summary>
public sealed record DriftPolicy
{
    private const int MaxCronLength = Limits.MaxNameLength;
    private const int MaxWindows = 100;
    private const string CheckField = "check";
    private const string WindowsField = "windows";

    /// <summary>Gets when they are checked, as a cron expression in UTC; null if they are not checked regularly.</summary>
    public string? Check { get; init; }

    /// <summary>Gets how drift is handled. Default <see cref="DriftHealing.Report"/>.</summary>
    public DriftHealing Heal { get; init; } = DriftHealing.Report;

    /// <summary>
    /// Gets the maximum percentage of compared subscriptions that have drifted. If more have, and more than 5, a round corrects nothing and
    /// pauses the product: for example, after an external system was restored empty. 1 to 100; default 10.
    /// </summary>
    public int MaxDriftPercent { get; init; } = 10;

    /// <summary>Gets the brakes of a round. Default: a canary of one subscription, and a stop after three failures.</summary>
    public BulkReconcileBrakes Brakes { get; init; } = new() { Canary = 1, StopAfterFailed = 3 };

    /// <summary>
    /// Gets the maintenance windows of the product; null for those of the setting <c>MaintenanceWindows</c>. Windows that the code declares
    /// are used if the setting has none for the product.
    /// </summary>
    public IReadOnlyList<MaintenanceWindowOptions>? Windows { get; init; }

    /// <summary>The trigger of its checks; null for not at set times.</summary>
    /// <exception cref="InvalidRequestException">The expression is none.</exception>
    internal ScheduleTrigger? Trigger => Heal == DriftHealing.Off || string.IsNullOrWhiteSpace(Check) ? null : ScheduleTrigger.Cron(Check);

    /// <exception cref="InvalidRequestException">A value is out of range.</exception>
    internal void Validate()
    {
        if (Check?.Length > MaxCronLength)
        {
            throw Invalid($"The cron expression has more than {MaxCronLength} characters.", CheckField);
        }

        CheckCron();
        if (!Enum.IsDefined(Heal))
        {
            throw Invalid("heal has to be off, report or heal.", "heal");
        }

        if (MaxDriftPercent is < 1 or > 100)
        {
            throw Invalid(
                string.Create(CultureInfo.InvariantCulture, $"max_drift_percent is {MaxDriftPercent}. It has to be 1 to 100."),
                "max_drift_percent"
            );
        }

        Brakes.Check();
        if (Windows?.Count > MaxWindows)
        {
            throw Invalid($"A product has at most {MaxWindows} maintenance windows.", WindowsField);
        }

        foreach (var (index, window) in (Windows ?? []).Index())
        {
            if (MaintenanceWindowSettings.FindProblems(window).FirstOrDefault() is { } problem)
            {
                throw Invalid($"windows:{index}:{problem}", WindowsField, index, problem.Field);
            }
        }
    }

    private void CheckCron()
    {
        try
        {
            _ = string.IsNullOrWhiteSpace(Check) ? null : ScheduleTrigger.Cron(Check);
        }
        catch (InvalidRequestException invalid)
        {
            throw Invalid(invalid.Message, CheckField);
        }
    }

    private static InvalidRequestException Invalid(string problem, params object[] place) =>
        new("drift_policy_invalid", problem) { Place = place };
}

/// <summary>The policy of a product.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="Policy">Its policy.</param>
public sealed record ProductDriftPolicy(string Product, DriftPolicy Policy)
{
    /// <summary>Gets the signed-in user who set it; null if it comes from the code and the settings.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Gets when it was set; null if it comes from the code and the settings.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Gets the maintenance windows in effect; empty if reconciles can be started at any time.</summary>
    public IReadOnlyList<MaintenanceWindowOptions> EffectiveWindows { get; init; } = [];

    /// <summary>Gets the source of <see cref="EffectiveWindows"/>.</summary>
    public MaintenanceWindowOrigin WindowsFrom { get; init; }

    /// <summary>Gets the reason why the product is paused; null if it is not.</summary>
    public DriftPause? Pause { get; init; }
}
