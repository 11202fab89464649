using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Dispatch;
using Orchestrator.Execution.Planning;
using Orchestrator.Options;

namespace Orchestrator.Hosting;

/// <summary>
/// Looks for the services that steps, forms and external resources take: a host that lacks one which it needs says so when it starts, with
/// all other mistakes, and not in the first process that gets there.
/// </summary>
internal sealed class RegisteredServices(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    IServiceProvider services,
    IEnumerable<IConfigureOptions<OrchestratorOptions>> configure,
    IEnumerable<IPostConfigureOptions<OrchestratorOptions>> postConfigure,
    EngineLogger<RegisteredServices> logger
)
{
    /// <summary>A message names the first ones.</summary>
    private const int MaxNamed = 5;

    /// <summary>Describes the services that this host needs and does not have, and logs those that only others need.</summary>
    internal IReadOnlyList<string> FindMissing()
    {
        // A container of another maker may not be able to say it.
        var settings = ReadSettings();
        if (services.GetService<IServiceProviderIsService>() is not { } registered || settings.CheckServices == ServiceCheck.Off)
        {
            return [];
        }

        var missing = catalog.Services.FindMissing(registered, services.GetService<IServiceProviderIsKeyedService>()).ToArray();
        var needed = missing.Length > 0 && settings.CheckServices == ServiceCheck.Fail ? FindExecuted(settings) : [];
        var problems = new List<string>();
        foreach (var service in missing)
        {
            if (service.UsedBy.Any(needed.Contains))
            {
                problems.Add(Describe(service));
            }
            else
            {
                Log.ServiceMissing(logger, Describe(service));
            }
        }

        return problems;
    }

    /// <summary>The settings as they are, right or wrong: others report what is wrong with them.</summary>
    private OrchestratorOptions ReadSettings() =>
        new OptionsFactory<OrchestratorOptions>(configure, postConfigure).Create(Microsoft.Extensions.Options.Options.DefaultName);

    /// <summary>The steps, forms and external resources of the workflows that this host executes.</summary>
    private HashSet<string> FindExecuted(OrchestratorOptions settings)
    {
        var executed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var workflow in catalog.Workflows)
        {
            // The steps of one that cannot be planned are reported by its first process: none of them can be executed.
            if (ProcessQueue.IsExecuted(workflow, settings) && planner.TryGetPlan(workflow, State.Empty) is { } plan)
            {
                executed.Add(workflow.Name);
                executed.UnionWith(plan.Steps.Select(IdOf).OfType<string>());
            }
        }

        return executed;
    }

    private static string? IdOf(PlannedStep step) =>
        step switch
        {
            PlannedStep.Resource resource => resource.Binding.Id,
            PlannedStep.ReadBack resource => resource.Binding.Id,
            _ => step.MethodId,
        };

    private static string Describe(MissingService missing) =>
        $"{string.Join(", ", missing.UsedBy.Take(MaxNamed))}"
        + $"{(missing.UsedBy.Count > MaxNamed ? $" and {missing.UsedBy.Count - MaxNamed} more" : "")}: the service "
        + TypeText.Clean(missing.Service.ToString())
        + $"{(missing.Key is null ? "" : $" with the key '{missing.Key}'")} is not registered. Add it to the services of the "
        + "application before the host is built.";
}
