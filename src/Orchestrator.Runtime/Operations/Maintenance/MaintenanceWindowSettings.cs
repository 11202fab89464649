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
                                FindProblems($"{OrchestratorOptions.Section}:MaintenanceWindows:{product.Key}:{window.Index}", window.Item)
                            )
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>Finds what is wrong with a window.</summary>
    /// <param name="setting">Where it is written.</param>
    /// <param name="window">The window.</param>
    internal static IEnumerable<string> FindProblems(string setting, MaintenanceWindowOptions window)
    {
        if (window.Cron?.Length > Limits.MaxNameLength || !CronExpression.TryParse(window.Cron ?? "", out _))
        {
            yield return $"{setting}:Cron has to be a cron expression with five fields, minute to day of week, in at most "
                + $"{Limits.MaxNameLength} characters.";
        }

        if (window.Duration <= TimeSpan.Zero || window.Duration > MaxDuration)
        {
            yield return $"{setting}:Duration has to be more than 0 and at most {MaxDuration.Days} days.";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(window.TimeZone, out _))
        {
            yield return $"{setting}:TimeZone '{window.TimeZone}' is not a time zone of this host.";
        }
    }
}
