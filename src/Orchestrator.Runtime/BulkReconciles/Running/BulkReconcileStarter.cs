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
    BulkReconcileStartStore starts,
    IProductDirectory products,
    StorageErrors errors,
    IHostApplicationLifetime lifetime,
    EngineLogger<BulkReconcileStarter> logger
)
{
    /// <summary>So many are prepared at once: enough to keep a database busy.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>
    /// So many are written with one commit, which then costs each of them little; more would keep people's processes from a file for longer
    /// than they notice.
    /// </summary>
    private const int MaxTogether = 10;

    /// <summary>Starts up to so many, or notes why one cannot be started.</summary>
    internal async Task StartAsync(StepExecution execution, int room, IBulkReconcileRules? rules, CancellationToken cancellationToken)
    {
        if (rules is not null && await rules.FindOpeningAsync(cancellationToken) is not null)
        {
            return;
        }

        var next = await store.ReadToStartAsync(execution.Lease.ProcessId, room, cancellationToken);
        var workflows = new Dictionary<Guid, string?>();
        foreach (var productId in next.Select(static item => item.ProductId).OfType<Guid>().Distinct())
        {
            workflows.Add(productId, await products.FindReconcileWorkflowAsync(productId, cancellationToken));
        }

        // Rules check a subscription, which may take long: others do not wait for it.
        var over = false;
        await Parallel.ForEachAsync(
            next.Chunk(rules is null ? MaxTogether : 1),
            new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken },
            async (some, token) =>
            {
                if (!Volatile.Read(ref over) && !await TryStartAsync(execution, some, workflows, rules, token))
                {
                    Volatile.Write(ref over, true);
                }
            }
        );
    }

    /// <returns>False when nothing more may be started for now.</returns>
    private async Task<bool> TryStartAsync(
        StepExecution execution,
        IEnumerable<(Guid SubscriptionId, Guid? ProductId)> some,
        Dictionary<Guid, string?> workflows,
        IBulkReconcileRules? rules,
        CancellationToken cancellationToken
    )
    {
        var prepared = new List<PreparedReconcile>();
        foreach (var (subscriptionId, productId) in some)
        {
            if (rules is { IsOver: true })
            {
                return false;
            }

            if (rules is not null && await store.IsHeldUpAsync(execution.Lease.ProcessId, subscriptionId, cancellationToken))
            {
                // Before it is compared, which would be for nothing at each look.
                continue;
            }

            try
            {
                var workflow =
                    productId is not { } product ? throw new NotFoundException("subscription_not_found", "It was deleted meanwhile.")
                    : workflows[product] is { } found ? found
                    : throw new NotFoundException("reconcile_workflow_not_found", "Its product has no reconcile workflow.");
                prepared.Add(await PrepareAsync(execution, subscriptionId, workflow, rules, cancellationToken));
            }
            catch (Exception failure) when (IsAboutAll(failure))
            {
                return false;
            }
            catch (Exception refusal) when (StartRejection.IsOfOne(refusal, errors, cancellationToken))
            {
                if (!await TryRejectAsync(execution, subscriptionId, refusal, rules, cancellationToken))
                {
                    return false;
                }
            }
        }

        return prepared.Count == 0 || await TryWriteAsync(execution, prepared, rules, cancellationToken);
    }

    private async Task<PreparedReconcile> PrepareAsync(
        StepExecution execution,
        Guid subscriptionId,
        string workflow,
        IBulkReconcileRules? rules,
        CancellationToken cancellationToken
    )
    {
        var ruled = rules is null ? null : await rules.PrepareAsync(subscriptionId, cancellationToken);
        var process = await starter.PrepareInBackgroundAsync(
            workflow,
            [JsonSerializer.SerializeToElement(new { subscription_id = subscriptionId }, StateJson.Options)],
            execution.Lease.Caller,
            ruled?.Start,
            cancellationToken
        );
        return new(subscriptionId, process, ruled?.AlsoWrite);
    }

    /// <returns>False when nothing more may be started for now.</returns>
    private async Task<bool> TryWriteAsync(
        StepExecution execution,
        IReadOnlyList<PreparedReconcile> prepared,
        IBulkReconcileRules? rules,
        CancellationToken cancellationToken
    )
    {
        StartedReconciles result;
        try
        {
            result = await starts.StartAsync(execution.Lease.ProcessId, prepared, cancellationToken);
        }
        catch (Exception failure) when (IsAboutAll(failure))
        {
            return false;
        }
        catch (Exception refusal) when (StartRejection.IsOfOne(refusal, errors, cancellationToken))
        {
            if (prepared is [var only])
            {
                return await TryRejectAsync(execution, only.SubscriptionId, refusal, rules, cancellationToken);
            }

            // One of them cannot be written, and nothing was. Each alone, that one is found.
            foreach (var one in prepared)
            {
                if (!await TryWriteAsync(execution, [one], rules, cancellationToken))
                {
                    return false;
                }
            }

            return true;
        }

        foreach (var process in result.Started)
        {
            starter.Announce(process);
        }

        foreach (var (subscriptionId, reason) in result.Refused)
        {
            if (!await TryRejectAsync(execution, subscriptionId, reason, rules, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether nothing more is started for now: the rest is started when the engine or the bulk reconcile continues, by the next host, or
    /// when others have left something of the limits of an external system.
    /// </summary>
    private bool IsAboutAll(Exception failure) =>
        failure is EnginePausedException or ConflictException { Code: BulkReconcileStore.NotNow }
        || (failure is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested);

    /// <summary>Notes why nothing is started for a subscription, unless what refuses it passes by itself.</summary>
    /// <returns>False when nothing more may be started for now.</returns>
    private async Task<bool> TryRejectAsync(
        StepExecution execution,
        Guid subscriptionId,
        Exception refusal,
        IBulkReconcileRules? rules,
        CancellationToken cancellationToken
    )
    {
        if (rules is not null && await rules.FindOpeningAsync(cancellationToken) is not null)
        {
            // It is refused because it is closed now, as to anyone outside of the windows: that passes.
            return false;
        }

        var bulkId = execution.Lease.ProcessId;
        if (!await store.IsHeldUpAsync(bulkId, subscriptionId, cancellationToken))
        {
            Log.ReconcileRefused(logger, refusal, bulkId, subscriptionId);
            await store.RecordRejectionAsync(bulkId, subscriptionId, StartRejection.Of(refusal), cancellationToken);
        }

        return true;
    }
}
