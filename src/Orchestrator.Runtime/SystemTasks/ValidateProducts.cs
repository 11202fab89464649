using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Storage.Catalog;

namespace Orchestrator.SystemTasks;

/// <summary>
/// Holds the products and workflows of the database against the code, and loads every subscription. An active product that lacks a create,
/// modify, terminate or validate workflow of its own is only reported; no product has to have a reconcile workflow.
/// </summary>
internal sealed class ValidateProducts(
    CatalogSynchronizer synchronizer,
    WorkflowCatalog catalog,
    ITranslations translations,
    TaskStore store,
    IServiceScopeFactory scopes,
    IOptions<OrchestratorOptions> options,
    StorageErrors errors,
    TimeProvider time,
    EngineLogger<ValidateProducts> logger
) : ISystemStep
{
    private static readonly Target[] Usual = [Target.Create, Target.Modify, Target.Terminate, Target.Validate];

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var report = await synchronizer.CompareAsync(catalog, cancellationToken);
        var products = await store.FindProductWorkflowsAsync(cancellationToken);
        string[] problems =
        [
            .. report.NotInCode.Select(static name => $"Workflow '{name}' is only in the database"),
            .. report.TargetMismatches.Select(static name => $"Workflow '{name}' has another target in the database than in the code"),
            .. report.Added.Select(static row => $"The database lacks {row}"),
            .. report.Differences,
            .. await FindUntranslatedAsync(cancellationToken),
            .. products
                .Where(static product => product.Workflows.Count == 0)
                .Select(static product => $"Product '{product.Product}' has no workflow"),
            .. products
                .Where(static product => product.IsActive && !product.Workflows.ContainsKey(NoteWorkflow.Name))
                .Select(static product => $"Product '{product.Product}' is active and has no workflow '{NoteWorkflow.Name}'"),
            .. await FindUnloadableAsync(execution, cancellationToken),
        ];
        if (problems.Length > 0)
        {
            throw new InconsistentDataException(
                $"{problems.Length} difference(s) between the database and the code: {string.Join("; ", problems)}",
                problems
            );
        }

        string[] lacking = [.. products.Where(static product => product.IsActive).SelectMany(FindLacking)];
        return StepWork.Of(new StepOutcome.Success(execution.State.With("products_lacking_workflows", lacking)));
    }

    /// <summary>A workflow that every product has says nothing about this one.</summary>
    private IEnumerable<string> FindLacking(ProductWorkflows product)
    {
        var own = product
            .Workflows.Where(workflow => !options.Value.DefaultWorkflows.Contains(workflow.Key))
            .Select(static workflow => workflow.Value)
            .ToHashSet();
        return Usual
            .Where(target => !own.Contains(target))
            .Select(target => $"Product '{product.Product}' has no {WireName.Of(target)} workflow");
    }

    private async Task<IEnumerable<string>> FindUntranslatedAsync(CancellationToken cancellationToken)
    {
        var texts = (await translations.GetAsync(ITranslations.English, cancellationToken))[ITranslations.Workflows] as JsonObject;
        return catalog
            .Workflows.Select(static workflow => workflow.Name)
            .Order(StringComparer.Ordinal)
            .Where(name =>
                !(texts?[name] is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text))
            )
            .Select(static name => $"Workflow '{name}' has no translation in {ITranslations.English}");
    }

    private async Task<IReadOnlyList<string>> FindUnloadableAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var subscriptionId in await store.FindSubscriptionsAsync(cancellationToken))
        {
            await using var scope = new AuthorScope(scopes, execution.Step.Name, time, logger);
            try
            {
                await scope.Services.GetRequiredService<ISubscriptions>().GetAsync<SubscriptionModel>(subscriptionId, cancellationToken);
            }
            catch (SubscriptionException exception)
            {
                problems.Add(exception.Message);
            }
            catch (Exception exception) when (StartRejection.IsOfOne(exception, errors, cancellationToken))
            {
                // The mapping of a product is its author's code as well.
                problems.Add($"Subscription {subscriptionId} cannot be loaded: {StartRejection.Of(exception).Reason}");
            }
        }

        return problems;
    }
}
