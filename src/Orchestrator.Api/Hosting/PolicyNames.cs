using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Refuses policies that workflows, steps and settings name and the application does not have: no one could do what is under them. It is a
/// check of the settings, so that a host says it when it is built, with all other mistakes.
/// </summary>
internal sealed class PolicyNames(IServiceProvider services, WorkflowCatalog catalog) : IValidateOptions<OrchestratorOptions>
{
    /// <summary>A message names the first ones.</summary>
    private const int MaxNamed = 3;

    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        if (options.CheckServices != ServiceCheck.Fail || FindPolicies() is not { } policies)
        {
            return ValidateOptionsResult.Success;
        }

        var all = FindNamed(options).Where(static named => !string.IsNullOrWhiteSpace(named.Policy)).ToArray();

        // ASP.NET Core does not list policies. One that someone else names, and that exists, is what was probably meant.
        string[] known = [.. all.Select(static named => named.Policy).Where(policy => policies.GetPolicy(policy) is not null).Distinct()];
        var missing = all.Where(named => policies.GetPolicy(named.Policy) is null).ToArray();

        // Those of steps that no workflow runs do no harm. Which they are is not asked where no policy is missing: it runs authors' code.
        var steps = Array.Exists(missing, static named => named.Step is not null)
            ? services.GetRequiredService<IStepDirectory>().FindUsed()
            : FrozenSet<string>.Empty;
        string[] problems =
        [
            .. missing
                .Where(named => named.Step is null || steps.Contains(named.Step))
                .GroupBy(static named => named.Policy, static named => named.By, StringComparer.Ordinal)
                .OrderBy(static named => named.Key, StringComparer.Ordinal)
                .Select(named =>
                    Describe(
                        named.Key,
                        [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                        NameSuggestion.Find(named.Key, known)
                    )
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>The policies of the application; null where other code decides about names as well.</summary>
    private AuthorizationOptions? FindPolicies() =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(IWorkflowAuthorizer)) == false
        && services.GetServices<IWorkflowPolicies>().All(static known => known is NamedPolicies)
        && services.GetService<IAuthorizationPolicyProvider>()?.GetType() == typeof(DefaultAuthorizationPolicyProvider)
            ? services.GetRequiredService<IOptions<AuthorizationOptions>>().Value
            : null;

    /// <summary>The policies, by what they are named, and by which step if it is one.</summary>
    private IEnumerable<(string Policy, string By, string? Step)> FindNamed(OrchestratorOptions options) =>
        catalog
            .Workflows.SelectMany(static workflow =>
                new[] { workflow.Policy, workflow.RetryPolicy }
                    .OfType<string>()
                    .Select(policy => (policy, $"the workflow '{workflow.Name}'", (string?)null))
            )
            .Concat(catalog.StepPolicies.SelectMany(static steps => steps.Select(step => (steps.Key, $"the step '{step}'", (string?)step))))
            .Concat(
                options.Policies.Select(static policy =>
                    (policy.Value, $"{OrchestratorOptions.Section}:{nameof(OrchestratorOptions.Policies)}:{policy.Key}", (string?)null)
                )
            );

    private static string Describe(string policy, string[] by, string? near)
    {
        var names = string.Join(", ", by.Take(MaxNamed)) + (by.Length > MaxNamed ? $" and {by.Length - MaxNamed} more" : "");
        return $"The policy '{policy}', which {names} {(by.Length == 1 ? "names" : "name")}, does not exist, so no one is allowed what is "
            + $"under it. {(near is null ? "" : $"Did you mean '{near}'? ")}Add it with AddAuthorizationBuilder().AddPolicy, correct the "
            + $"name, or register an {nameof(IWorkflowAuthorizer)}.";
    }
}
