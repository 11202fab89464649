using System.Globalization;
using System.Text.Json;
using Orchestrator.Execution;
using Orchestrator.Processes;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// One look at a bulk reconcile: it does what there is to do, again and again while its reconciles end as fast as that, and says when to
/// look again. Everything that it does is a transaction that is right on its own, so a host that dies between two of them loses none and
/// starts none twice.
/// </summary>
internal sealed class BulkReconcileRun(BulkReconcileStarter starter, BulkReconcileStore store, TimeProvider time) : ISystemStep
{
    private const string Details = "details";

    /// <summary>One look does no more than this: a task that stops, and a host that does, wait for it.</summary>
    private const int MaxRounds = 100;

    /// <summary>Between two looks at least: shorter than what the started ones keep the workers busy with.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Between two looks at most, while something is executed and while all wait for persons.</summary>
    private static readonly TimeSpan MaxBusyPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) =>
        ExecuteAsync(execution, rules: null, cancellationToken);

    /// <summary>Looks at one that starts nothing against some rules.</summary>
    internal async Task<StepWork> ExecuteAsync(StepExecution execution, IBulkReconcileRules? rules, CancellationToken cancellationToken)
    {
        var bulkId = execution.Lease.ProcessId;
        var bulk = await LookAsync(bulkId, cancellationToken);
        for (var round = 0; round < MaxRounds; round++)
        {
            var move = BulkReconcileMove.Decide(bulk, time.GetUtcNow());
            if (move is BulkReconcileMove.Hold)
            {
                break;
            }

            if (move is BulkReconcileMove.Start start)
            {
                await starter.StartAsync(execution, start.Room, rules, cancellationToken);
            }
            else
            {
                await store.TakeAsync(bulkId, move, cancellationToken);
            }

            var before = bulk.Counts;
            bulk = await LookAsync(bulkId, cancellationToken);
            if (move is BulkReconcileMove.Start && bulk.Counts.ToStart == before.ToStart)
            {
                // What is left waits for what it is related to, or the engine is paused.
                break;
            }
        }

        return StepWork.Of(
            bulk.Counts is { ToStart: 0, Running: 0, Waiting: 0 }
                ? new StepOutcome.Success(execution.State.With("bulk_reconcile", bulk.Counts))
                : new StepOutcome.Waiting(Describe(bulk), NextLook(execution.LastFailure, bulk)) { IsProgress = true }
        );
    }

    private async Task<StoredBulkReconcile> LookAsync(Guid bulkId, CancellationToken cancellationToken)
    {
        var bulk =
            await store.FindAsync(bulkId, cancellationToken)
            ?? throw new ConflictException(
                "bulk_reconcile_without_selection",
                "What this bulk reconcile has selected is gone. Abort it, and start a new one."
            );
        if (bulk.HasEnded)
        {
            await store.CountEndedAsync(bulkId, cancellationToken);
        }

        return bulk;
    }

    /// <summary>
    /// After twice as long as the time before, where nothing has moved since: what waits for a person for hours is not counted fifty times
    /// a second.
    /// </summary>
    private DateTimeOffset NextLook(FailedStepRow? last, StoredBulkReconcile bulk)
    {
        var now = time.GetUtcNow();
        var pause = LeastPause;
        if (
            last is { Status: StepStatus.Waiting }
            && last.Record.ContainsKey(Details)
            && last.Record.Get<BulkReconcileCounts>(Details) == bulk.Counts
        )
        {
            var most = bulk.Counts.Running > 0 ? MaxBusyPause : MaxPause;
            pause = TimeSpan.FromTicks(Math.Clamp((now - last.CompletedAt).Ticks * 2, LeastPause.Ticks, most.Ticks));
        }

        var next = now + pause;
        return bulk.NextWaveAt is { } wave && wave > now && wave < next ? wave : next;
    }

    private static StepFailure Describe(StoredBulkReconcile bulk)
    {
        var counts = bulk.Counts;
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
            Details = JsonSerializer.SerializeToElement(counts, StateJson.Options),
        };
    }
}
