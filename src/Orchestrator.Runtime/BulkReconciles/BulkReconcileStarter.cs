using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Products;

namespace Orchestrator.BulkReconciles;

/// <summary>Starts the next reconciles of a bulk reconcile, several at once.</summary>
internal sealed class BulkReconcileStarter(
    ProcessStarter starter,
    BulkReconcileStore store,
    IProductDirectory products,
    StorageErrors errors,
    IHostApplicationLifetime lifetime,
    EngineLogger<BulkReconcileStarter> logger
)
{
    /// <summary>So many starts at once: enough to keep a database busy, as they have the row of the bulk reconcile in turns.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>Starts up to so many, or notes why one cannot be started.</summary>
    internal async Task StartAsync(StepExecution execution, int room, IBulkReconcileRules? rules, CancellationToken cancellationToken)
    {
        if (rules is not null && !await rules.IsOpenAsync(execution, cancellationToken))
        {
            return;
        }

        var bulkId = execution.Lease.ProcessId;
        var next = await store.ReadToStartAsync(bulkId, room, cancellationToken);
        var workflows = new Dictionary<Guid, string?>();
        foreach (var productId in next.Select(static item => item.ProductId).OfType<Guid>().Distinct())
        {
            workflows.Add(productId, await products.FindReconcileWorkflowAsync(productId, cancellationToken));
        }

        var over = false;
        await Parallel.ForEachAsync(
            next,
            new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken },
            async (item, token) =>
            {
                if (
                    !Volatile.Read(ref over)
                    && !await TryStartAsync(execution, item.SubscriptionId, FindWorkflow(item.ProductId), rules, token)
                )
                {
                    Volatile.Write(ref over, true);
                }
            }
        );

        Func<string> FindWorkflow(Guid? product) =>
            () =>
                product is not { } productId ? throw new NotFoundException("subscription_not_found", "It was deleted meanwhile.")
                : workflows[productId] is { } workflow ? workflow
                : throw new NotFoundException("reconcile_workflow_not_found", "Its product has no reconcile workflow.");
    }

    /// <returns>False when nothing more may be started for now.</returns>
    private async Task<bool> TryStartAsync(
        StepExecution execution,
        Guid subscriptionId,
        Func<string> findWorkflow,
        IBulkReconcileRules? rules,
        CancellationToken cancellationToken
    )
    {
        var bulkId = execution.Lease.ProcessId;
        try
        {
            var workflow = findWorkflow();
            var ruled = rules is null ? null : await rules.PrepareAsync(execution, subscriptionId, cancellationToken);
            await starter.StartInBackgroundAsync(
                workflow,
                [JsonSerializer.SerializeToElement(new { subscription_id = subscriptionId }, StateJson.Options)],
                execution.Lease.Caller,
                ruled?.Start,
                async (database, processId, token) =>
                {
                    await store.LinkAsync(database, bulkId, subscriptionId, processId, token);
                    await (ruled?.AlsoWrite(database, processId, token) ?? Task.CompletedTask);
                },
                cancellationToken
            );
        }
        catch (EnginePausedException)
        {
            // The rest is started when the engine continues.
            return false;
        }
        catch (ConflictException taken) when (taken.Code == BulkReconcileStore.NotNow)
        {
            return false;
        }
        catch (ConflictException taken) when (taken.Code == BulkReconcileStore.StartedAlready)
        {
            // By another host, which had this bulk reconcile before: the next look counts it.
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The host is stopping, and its checks with it. The next one starts the rest.
            return false;
        }
        catch (Exception refusal) when (StartRejection.IsOfOne(refusal, errors, cancellationToken))
        {
            if (rules is not null && !await rules.IsOpenAsync(execution, cancellationToken))
            {
                // It is refused because it is closed now, as to anyone outside of the windows: that passes.
                return false;
            }

            if (!await store.IsHeldUpAsync(bulkId, subscriptionId, cancellationToken))
            {
                Log.ReconcileRefused(logger, refusal, bulkId, subscriptionId);
                await store.RecordRejectionAsync(bulkId, subscriptionId, StartRejection.Of(refusal), cancellationToken);
            }
        }

        return true;
    }
}
