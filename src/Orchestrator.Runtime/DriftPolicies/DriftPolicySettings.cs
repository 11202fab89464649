using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;

namespace Orchestrator.DriftPolicies;

/// <summary>
/// Refuses policies that mean nothing, and those of products that do not exist or have nothing to compare: what someone believes to be
/// checked would not be.
/// </summary>
internal sealed class DriftPolicySettings(WorkflowCatalog catalog, DeclaredDriftPolicies declared) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. declared
                .ByProduct.OrderBy(static policy => policy.Key, StringComparer.Ordinal)
                .Select(policy => FindProblem($"AddDriftPolicy(\"{policy.Key}\")", policy.Key, settings: null))
                .OfType<string>(),
            .. options
                .DriftPolicies.OrderBy(static policy => policy.Key, StringComparer.Ordinal)
                .Select(policy => FindProblem($"{OrchestratorOptions.Section}:DriftPolicies:{policy.Key}", policy.Key, policy.Value))
                .OfType<string>(),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private string? FindProblem(string where, string product, DriftPolicyOptions? settings)
    {
        if (catalog.FindProduct(product) is null)
        {
            return catalog.FindUnknownProduct(where, product);
        }

        if (!catalog.CanReconcile(product))
        {
            return $"{where}: the product '{product}' has no reconcile workflow, so there is nothing to check. Give it one, or "
                + "remove this.";
        }

        try
        {
            declared.Of(product, settings).Validate();
            return null;
        }
        catch (InvalidRequestException invalid)
        {
            return $"{where}: {invalid.Message}";
        }
    }
}
