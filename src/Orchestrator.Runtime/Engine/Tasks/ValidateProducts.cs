using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Catalog;
using Orchestrator.Storage;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Tasks;

/// <summary>
/// Holds the products and workflows of the database against the code, and loads every subscription. A product that lacks a create, modify, terminate or validate workflow is only reported;
/// a reconcile workflow is asked of none.
/// </summary>
internal sealed class ValidateProducts(CatalogSynchronizer synchronizer, WorkflowCatalog catalog, TaskRecords records, IServiceScopeFactory scopes) : ISystemStep
{
    private static readonly Target[] Usual = [Target.Create, Target.Modify, Target.Terminate, Target.Validate];

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var report = await synchronizer.CompareAsync(catalog, cancellationToken);
        var workflows = await records.FindProductWorkflowsAsync(cancellationToken);
        string[] problems =
        [
            .. report.NotInCode.Select(static name => $"Workflow '{name}' is only in the database"),
            .. report.TargetMismatches.Select(static name => $"Workflow '{name}' has another target in the database than in the code"),
            .. report.Added.Select(static row => $"The database lacks {row}"),
            .. report.Differences,
            .. workflows.Where(static product => product.Value.Count == 0).Select(static product => $"Product '{product.Key}' has no workflow"),
            .. await FindUnloadableAsync(cancellationToken),
        ];
        if (problems.Length > 0)
        {
            throw new InconsistentDataException($"{problems.Length} difference(s) between the database and the code: {string.Join("; ", problems)}", problems);
        }

        string[] lacking = [.. workflows.SelectMany(static product => Usual.Where(target => !product.Value.Contains(target)).Select(target => $"Product '{product.Key}' has no {WireName.Of(target)} workflow"))];
        return StepWork.Of(new StepOutcome.Success(execution.State.With("products_lacking_workflows", lacking)));
    }

    private async Task<IReadOnlyList<string>> FindUnloadableAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var subscriptionId in await records.FindSubscriptionsAsync(cancellationToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<ISubscriptions>().GetAsync<SubscriptionModel>(subscriptionId, cancellationToken);
            }
            catch (SubscriptionException exception)
            {
                problems.Add(exception.Message);
            }
        }

        return problems;
    }
}
