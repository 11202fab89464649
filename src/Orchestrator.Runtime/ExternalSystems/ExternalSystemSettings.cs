using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;

namespace Orchestrator.ExternalSystems;

/// <summary>Refuses limits that mean nothing, and those of a system that no resource names: what an operator wanted to limit would not
/// be.</summary>
internal sealed class ExternalSystemSettings(WorkflowCatalog catalog) : IValidateOptions<OrchestratorOptions>
{
    private const int MaxConcurrency = 1_000;
    private const int MaxPerSecond = 10_000;

    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        var systems = catalog.Resources.Systems;
        string[] problems =
        [
            .. options
                .ExternalSystems.OrderBy(static system => system.Key, StringComparer.Ordinal)
                .SelectMany(system =>
                    FindProblems($"{OrchestratorOptions.Section}:ExternalSystems:{system.Key}", system.Key, system.Value)
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        IEnumerable<string> FindProblems(string setting, string system, ExternalSystemOptions limits) =>
            new[]
            {
                systems.Contains(system)
                    ? null
                    : $"{setting}: no registered external resource names the system '{system}'. {Describe(systems)}",
                limits.MaxConcurrency is < 1 or > MaxConcurrency
                    ? $"{setting}:MaxConcurrency is {limits.MaxConcurrency}: 1 to {MaxConcurrency} calls run at once. Remove it for "
                        + "no limit."
                    : null,
                limits.PerSecond is < 1 or > MaxPerSecond
                    ? $"{setting}:PerSecond is {limits.PerSecond}: 1 to {MaxPerSecond} calls begin in a second. Remove it for no limit."
                    : null,
            }.OfType<string>();
    }

    private static string Describe(IReadOnlySet<string> systems) =>
        systems.Count == 0
            ? "Set System in an [ExternalResource], and register the resource: call the Add...Workflows() method of its project."
            : $"Systems: {string.Join(", ", systems.Order(StringComparer.Ordinal))}.";
}
