using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.BulkChecks;

/// <summary>
/// Refuses regular checks of products that do not exist or have nothing to compare: what someone believes to be checked would not be.
/// </summary>
internal sealed class DriftCheckSettings(WorkflowCatalog catalog, DeclaredDriftChecks declared) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. declared.Products.Select(product => FindProblem($"AddDriftCheck(\"{product}\")", product)).OfType<string>(),
            .. options
                .DriftChecks.OrderBy(static check => check.Key, StringComparer.Ordinal)
                .Select(check => FindProblem($"{OrchestratorOptions.Section}:DriftChecks:{check.Key}", check.Key, check.Value))
                .OfType<string>(),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private string? FindProblem(string setting, string product, string expression)
    {
        if (FindProblem(setting, product) is { } problem)
        {
            return problem;
        }

        try
        {
            _ = string.IsNullOrWhiteSpace(expression) ? null : ScheduleTrigger.Cron(expression);
            return null;
        }
        catch (InvalidRequestException invalid)
        {
            return $"{setting} is '{expression}': {invalid.Message}";
        }
    }

    private string? FindProblem(string where, string product) =>
        catalog.FindProduct(product) is not { } found ? catalog.FindUnknownProduct(where, product)
        : catalog.Workflows.Any(workflow => workflow.Target == Target.Reconcile && workflow.Products.Contains(found.Type)) ? null
        : $"{where}: the product '{product}' has no reconcile workflow, so there is nothing to check. Give it one, or remove this.";
}
