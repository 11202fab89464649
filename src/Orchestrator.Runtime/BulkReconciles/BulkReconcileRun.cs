using System.Text.Json;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// One look at a bulk reconcile: it starts as many reconciles as there is room for, and says when to look again. Each start is one
/// transaction with the note that it was done, so a host that dies between two looks loses none and starts none twice.
/// </summary>
internal sealed class BulkReconcileRun(
    ProcessStarter starter,
    BulkReconcileStore store,
    IProductDirectory products,
    StorageErrors errors,
    TimeProvider time,
    EngineLogger<BulkReconcileRun> logger
) : ISystemStep
{
    private const string Details = "details";

    /// <summary>Between two looks at least. Long against what a look costs, short against a reconcile.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two looks at most.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var bulkId = execution.Lease.ProcessId;
        var (_, concurrency, paused, counts, hasEnded) =
            await store.FindAsync(bulkId, cancellationToken)
            ?? throw new ConflictException(
                "bulk_reconcile_without_selection",
                "What this bulk reconcile has selected is gone. Abort it, and start a new one."
            );
        if (hasEnded)
        {
            await store.CountEndedAsync(bulkId, cancellationToken);
        }

        if (!paused && counts.ToStart > 0 && counts.Running < concurrency)
        {
            var (started, refused) = await StartAsync(bulkId, concurrency - counts.Running, execution.Lease.Caller, cancellationToken);
            counts = counts with
            {
                ToStart = counts.ToStart - started - refused,
                Running = counts.Running + started,
                Refused = counts.Refused + refused,
            };
        }

        StepOutcome outcome = counts is { ToStart: 0, Running: 0 }
            ? new StepOutcome.Success(execution.State.With("bulk_reconcile", counts))
            : new StepOutcome.Waiting(Describe(counts, paused), time.GetUtcNow() + PauseAfter(execution.LastFailure, counts))
            {
                IsProgress = true,
            };
        return StepWork.Of(outcome);
    }

    /// <summary>
    /// Twice as long as the time before, where nothing has moved since: what waits for a person for hours is not counted ten times a
    /// second.
    /// </summary>
    private TimeSpan PauseAfter(FailedStepRow? last, BulkReconcileCounts counts)
    {
        if (
            last is not { Status: StepStatus.Waiting }
            || !last.Record.ContainsKey(Details)
            || last.Record.Get<BulkReconcileCounts>(Details) != counts
        )
        {
            return LeastPause;
        }

        var twice = (time.GetUtcNow() - last.CompletedAt) * 2;
        return twice < LeastPause ? LeastPause
            : twice > MaxPause ? MaxPause
            : twice;
    }

    private async Task<(int Started, int Refused)> StartAsync(Guid bulkId, int room, Caller user, CancellationToken cancellationToken)
    {
        var (started, refused) = (0, 0);
        var workflows = new Dictionary<Guid, string?>();
        foreach (var (subscriptionId, productId) in await store.ReadToStartAsync(bulkId, room, cancellationToken))
        {
            try
            {
                var workflow = await FindWorkflowAsync(productId, workflows, cancellationToken);
                await starter.StartInBackgroundAsync(
                    workflow,
                    [JsonSerializer.SerializeToElement(new { subscription_id = subscriptionId }, StateJson.Options)],
                    user,
                    (database, processId, token) => BulkReconcileStore.LinkAsync(database, bulkId, subscriptionId, processId, token),
                    cancellationToken
                );
                started++;
            }
            catch (EnginePausedException)
            {
                // The rest is started when the engine continues.
                break;
            }
            catch (ConflictException taken) when (taken.Code == BulkReconcileStore.StartedAlready)
            {
                // By another host, which had this bulk reconcile before: the next look counts it.
            }
            catch (Exception refusal) when (StartRejection.IsOfOne(refusal, errors, cancellationToken))
            {
                Log.ReconcileRefused(logger, refusal, bulkId, subscriptionId);
                await store.RecordRejectionAsync(bulkId, subscriptionId, StartRejection.Of(refusal), cancellationToken);
                refused++;
            }
        }

        return (started, refused);
    }

    private async Task<string> FindWorkflowAsync(Guid? product, Dictionary<Guid, string?> known, CancellationToken cancellationToken)
    {
        if (product is not { } productId)
        {
            throw new NotFoundException("subscription_not_found", "It was deleted meanwhile.");
        }

        if (!known.TryGetValue(productId, out var workflow))
        {
            known.Add(productId, workflow = await products.FindReconcileWorkflowAsync(productId, cancellationToken));
        }

        return workflow ?? throw new NotFoundException("reconcile_workflow_not_found", "Its product has no reconcile workflow.");
    }

    private static StepFailure Describe(BulkReconcileCounts counts, bool paused) =>
        new(
            "Progress",
            $"{counts.Done} of {counts.Total} reconciled, {counts.Running} running, {counts.Failed} failed, {counts.Refused} refused{(paused ? "; paused" : "")}",
            Traceback: "",
            FailureKind.Ordinary
        )
        {
            Details = JsonSerializer.SerializeToElement(counts, StateJson.Options),
        };
}
