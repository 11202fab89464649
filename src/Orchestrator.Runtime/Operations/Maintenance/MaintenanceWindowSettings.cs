using Cronos;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;

namespace Orchestrator.Operations;

/// <summary>Refuses maintenance windows that could not be evaluated, and those of products that do not exist.</summary>
internal sealed class MaintenanceWindowSettings(WorkflowCatalog catalog) : IValidateOptions<OrchestratorOptions>
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(31);

    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. options
                .MaintenanceWindows.OrderBy(static product => product.Key, StringComparer.Ordinal)
                .SelectMany(product =>
                    catalog.FindUnknownProduct($"{OrchestratorOptions.Section}:MaintenanceWindows:{product.Key}", product.Key)
                        is { } unknown
                        ? [unknown]
                        : product
                            .Value.Index()
                            .SelectMany(window =>
                                FindProblems(window.Item)
                                    .Select(problem =>
                                        $"{OrchestratorOptions.Section}:MaintenanceWindows:{product.Key}:{window.Index}:{problem}"
                                    )
                            )
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>Finds what is wrong with a window.</summary>
    /// <param name="window">The window.</param>
    internal static IEnumerable<WindowProblem> FindProblems(MaintenanceWindowOptions window)
    {
        if (window.Cron?.Length > Limits.MaxNameLength || !CronExpression.TryParse(window.Cron ?? "", out _))
        {
            yield return new(
                nameof(window.Cron),
                $"has to be a cron expression with five fields, minute to day of week, in at most {Limits.MaxNameLength} characters."
            );
        }

        if (window.Duration <= TimeSpan.Zero || window.Duration > MaxDuration)
        {
            yield return new(nameof(window.Duration), $"has to be more than 0 and at most {MaxDuration.Days} days.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(window.TimeZone, out _))
        {
            var near = NameSuggestion.Find(window.TimeZone, TimeZoneInfo.GetSystemTimeZones().Select(static zone => zone.Id));
            yield return new(
                nameof(window.TimeZone),
                $"'{window.TimeZone}' is not a time zone of this host. "
                    + (near is null ? "Write one like UTC or Europe/Amsterdam." : $"Did you mean '{near}'?")
            );
        }
    }
}

/// <summary>What is wrong with a maintenance window.</summary>
/// <param name="Setting">The setting that is wrong.</param>
/// <param name="Text">What it has to be.</param>
internal sealed record WindowProblem(string Setting, string Text)
{
    /// <summary>The setting as a field of the HTTP API.</summary>
    internal string Field =>
        Setting switch
        {
            nameof(MaintenanceWindowOptions.Cron) => "cron",
            nameof(MaintenanceWindowOptions.Duration) => "duration_seconds",
            _ => "time_zone",
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Setting} {Text}";
}
