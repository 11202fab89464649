using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.BulkChecks;

/// <summary>Refuses regular checks of products that there are not: what someone believes to be checked would not be.</summary>
internal sealed class DriftCheckSettings(WorkflowCatalog catalog, DeclaredDriftChecks declared) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. declared
                .Products.Where(product => catalog.FindProduct(product) is null)
                .Select(product => Unknown($"AddDriftCheck(\"{product}\")", product)),
            .. options
                .DriftChecks.OrderBy(static check => check.Key, StringComparer.Ordinal)
                .Select(check => FindProblem($"{OrchestratorOptions.Section}:DriftChecks:{check.Key}", check.Key, check.Value))
                .OfType<string>(),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private string? FindProblem(string setting, string product, string expression)
    {
        if (catalog.FindProduct(product) is null)
        {
            return Unknown(setting, product);
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

    private string Unknown(string where, string product) =>
        $"{where}: there is no product '{product}'. Products: {string.Join(", ", catalog.Products.Select(static known => known.Name).Order(StringComparer.Ordinal))}.";
}
