using System.Globalization;
using System.Text.Json;
using Orchestrator.Execution;
using Orchestrator.Notifications;
using Orchestrator.Processes;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// One look at a bulk reconcile: it does what there is to do, again and again while its reconciles end as fast as that, and says when to
/// look again. Everything that it does is a transaction that is right on its own, so a host that dies between two of them loses none and
/// starts none twice.
/// </summary>
internal sealed class BulkReconcileRun(BulkReconcileStarter starter, BulkReconcileStore store, ChangePublisher changes, TimeProvider time)
    : ISystemStep
{
    /// <summary>One look does no more than this: a task that stops, and a host that does, wait for it.</summary>
    private const int MaxRounds = 100;

    public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) =>
        ExecuteAsync(execution, rules: null, cancellationToken);

    /// <summary>Looks at one that starts nothing against some rules.</summary>
    internal async Task<StepWork> ExecuteAsync(StepExecution execution, IBulkReconcileRules? rules, CancellationToken cancellationToken)
    {
        var bulkId = execution.Lease.ProcessId;
        var bulk = await LookAsync(bulkId, cancellationToken);
        int? before = null;
        for (var round = 0; round < MaxRounds && rules is not { IsOver: true }; round++)
        {
            var move = BulkReconcileMove.Decide(bulk, time.GetUtcNow());
            if (move is BulkReconcileMove.Hold)
            {
                break;
            }

            if (move is BulkReconcileMove.Start start)
            {
                // What is left waits for what it is related to, or the engine is paused. Or a few have ended meanwhile, and those that end
                // until the next look are started together with them.
                if (bulk.Counts.ToStart == before || (before is not null && start.Room * 2 < bulk.Concurrency))
                {
                    break;
                }

                before = bulk.Counts.ToStart;
                await starter.StartAsync(execution, start.Room, rules, cancellationToken);
            }
            else
            {
                if (await store.TakeAsync(bulkId, move, cancellationToken))
                {
                    // A brake or a wave changes what pages show, and the step is not logged again before its next look.
                    changes.PublishOperation(bulkId);
                }
            }

            bulk = await FindAsync(bulkId, cancellationToken);
        }

        if (bulk.Counts is not { ToStart: 0, Running: 0, Waiting: 0 })
        {
            var progress = Describe(bulk, rules);
            return rules is not null && await FindOpeningAsync(bulk, rules, cancellationToken) is { } opening
                ? new(async (database, token) => Wait(progress, await rules.MayStartAsync(database, token) ? time.GetUtcNow() : opening))
                : StepWork.Of(Wait(progress, NextLook(execution.LastFailure, bulk)));
        }

        if (bulk.HasEnded)
        {
            await store.CountEndedAsync(bulkId, cancellationToken);
        }

        return StepWork.Of(
            new StepOutcome.Success(
                execution.State.With("bulk_reconcile", bulk.Counts).With(ReservedKeys.BulkSummary, bulk.Counts.Describe())
            )
        );
    }

    /// <summary>
    /// When one that has only to start, and may not, is looked at again; null for any other. Who changes when it may makes it due.
    /// </summary>
    private async Task<DateTimeOffset?> FindOpeningAsync(
        StoredBulkReconcile bulk,
        IBulkReconcileRules rules,
        CancellationToken cancellationToken
    ) =>
        bulk.Counts is { Running: 0, Waiting: 0 } && BulkReconcileMove.Decide(bulk, time.GetUtcNow()) is BulkReconcileMove.Start
            ? await rules.FindOpeningAsync(cancellationToken)
            : null;

    /// <summary>Reads how far one is, and counts what has ended: what waits for those may be started from here on.</summary>
    private async Task<StoredBulkReconcile> LookAsync(Guid bulkId, CancellationToken cancellationToken)
    {
        var bulk = await FindAsync(bulkId, cancellationToken);
        if (bulk.HasEnded)
        {
            await store.CountEndedAsync(bulkId, cancellationToken);
        }

        return bulk;
    }

    private async Task<StoredBulkReconcile> FindAsync(Guid bulkId, CancellationToken cancellationToken) =>
        await store.FindAsync(bulkId, cancellationToken)
        ?? throw new ConflictException(
            "bulk_reconcile_without_selection",
            "What this bulk reconcile has selected is gone. Abort it, and start a new one."
        );

    private static StepOutcome.Waiting Wait(StepFailure progress, DateTimeOffset until) => new(progress, until) { IsProgress = true };

    private DateTimeOffset NextLook(FailedStepRow? last, StoredBulkReconcile bulk)
    {
        var now = time.GetUtcNow();
        var before = last is { Status: StepStatus.Waiting } ? last.FindProgress<BulkReconcileCounts>(last.Key) : null;
        var next = now + BulkReconcilePace.PauseAfter(bulk.Counts, before, before is null ? TimeSpan.Zero : now - last!.CompletedAt);
        return bulk.NextWaveAt is { } wave && wave > now && wave < next ? wave : next;
    }

    private static StepFailure Describe(StoredBulkReconcile bulk, IBulkReconcileRules? rules)
    {
        var counts = bulk.Counts;
        var details = JsonSerializer.SerializeToNode(counts, StateJson.Options)!.AsObject();
        rules?.Describe(details);
        var waiting = counts.Waiting == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {counts.Waiting} waiting for a person");
        var paused = bulk.Pause switch
        {
            null => "",
            { Reason: { } reason } => $"; paused: {reason}",
            _ => "; paused",
        };
        return new(
            "Progress",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Done} of {counts.Total} reconciled, {counts.Running} running, {counts.Failed} failed, {counts.Refused} refused"
            )
                + waiting
                + paused,
            Traceback: "",
            FailureKind.Ordinary
        )
        {
            Details = JsonSerializer.SerializeToElement(details, StateJson.Options),
        };
    }
}
