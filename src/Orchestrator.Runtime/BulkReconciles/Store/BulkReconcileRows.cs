using System.Data.Common;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// The row of a bulk reconcile, and what has become of the items that it has not counted yet. A transaction that changes it locks it first.
/// </summary>
internal static class BulkReconcileRows
{
    private const string FailedStatuses = "'failed', 'aborted', 'api_unavailable', 'inconsistent_data'";

    /// <summary>Whether the process of an item that was not counted yet has failed.</summary>
    internal const string HasFailed = $"i.reconcile_id IS NOT NULL AND (p.pid IS NULL OR p.last_status IN ({FailedStatuses}))";

    /// <summary>
    /// Whether a process waits for a person, so that it does not take the place of another one. One that waits for a callback or for its
    /// next attempt takes it however long that lasts: its system is at work, or is not there, and how many run at once is a promise to it.
    /// </summary>
    private const string Waits = "p.last_status = 'suspended'";

    private const string Replaced = """
        query = excluded.query, concurrency = excluded.concurrency, canary = excluded.canary, stop_failed = excluded.stop_failed,
        stop_percent = excluded.stop_percent, stop_min_ended = excluded.stop_min_ended, wave_size = excluded.wave_size,
        wait_seconds = excluded.wait_seconds, stage_end = excluded.stage_end, canary_passed = excluded.canary_passed
        """;

    /// <summary>Makes the row if it is not there yet; it is when the bulk reconcile was paused before it began.</summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="processId">The process.</param>
    /// <param name="asked">What it was asked to do.</param>
    /// <param name="isDecided">Whether this is what it begins with, which replaces what a pause has written before.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False when its process is gone.</returns>
    internal static async Task<bool> InsertAsync(
        OrchestratorDbContext database,
        Guid processId,
        BulkReconcileAsked asked,
        bool isDecided,
        CancellationToken cancellationToken
    )
    {
        await using var insert = await database.CommandAsync(
            $"""
            INSERT INTO bulk_reconciles (pid, query, concurrency, paused, canary, stop_failed, stop_percent, stop_min_ended, wave_size,
                wait_seconds, stage_end, canary_passed)
            SELECT pid, @query, @concurrency, FALSE, @canary, @stop_failed, @stop_percent, @stop_min_ended, @wave_size, @wait_seconds,
                @stage_end, @passed
            FROM processes WHERE pid = @pid
            ON CONFLICT (pid) DO UPDATE SET {(isDecided ? Replaced : "query = excluded.query")}
            """,
            cancellationToken
        );
        var brakes = asked.Brakes;
        insert
            .With("pid", processId)
            .With("query", asked.Query)
            .With("concurrency", asked.Concurrency)
            .With("canary", brakes.Canary ?? 0)
            .With("stop_failed", brakes.StopAfterFailed ?? 0)
            .With("stop_percent", brakes.StopAfterPercent ?? 0)
            .With("stop_min_ended", brakes.MinEnded)
            .With("wave_size", brakes.WaveSize ?? 0)
            .With("wait_seconds", brakes.WaitSeconds)
            .With("stage_end", brakes.FirstStageEnd)
            .With("passed", brakes.Canary is null);
        return await insert.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Reads one with what has become of those that it has not counted yet; null when it is not there.</summary>
    internal static async Task<StoredBulkReconcile?> FindAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            SELECT b.query, b.concurrency, b.canary, b.stop_failed, b.stop_percent, b.stop_min_ended, b.wave_size, b.wait_seconds,
                b.paused, b.pulled_brake, b.pause_reason, b.paused_by, b.paused_at,
                b.total, b.to_start, b.done, b.failed, b.refused,
                count(*) FILTER (WHERE p.last_status = 'completed'), count(*) FILTER (WHERE {HasFailed}), count(*) FILTER (WHERE {Waits}),
                b.stage_end, b.canary_passed, b.next_wave_at, b.failed_before, b.ended_before,
                (SELECT own.last_status FROM processes own WHERE own.pid = b.pid)
            FROM bulk_reconciles b
            LEFT JOIN bulk_reconcile_items i ON i.pid = b.pid AND i.reconcile_id IS NOT NULL AND i.outcome IS NULL
            LEFT JOIN processes p ON p.pid = i.reconcile_id
            WHERE b.pid = @pid
            GROUP BY b.pid
            """,
            cancellationToken
        );
        await using var row = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    private static StoredBulkReconcile Read(DbDataReader row)
    {
        int Number(int column) => row.GetStoredNumber(column);
        int? Given(int column) => Number(column) is var number && number == 0 ? null : number;
        var shown = new ShownRow(row);
        var (total, toStart, refused) = (Number(13), Number(14), Number(17));
        var (newlyDone, newlyFailed, waiting) = (Number(18), Number(19), Number(20));
        var (done, failed) = (Number(15) + newlyDone, Number(16) + newlyFailed);
        return new(
            new(
                row.GetString(0),
                Number(1),
                new()
                {
                    Canary = Given(2),
                    StopAfterFailed = Given(3),
                    StopAfterPercent = Given(4),
                    MinEnded = Number(5),
                    WaveSize = Given(6),
                    WaitSeconds = Number(7),
                }
            ),
            row.GetBoolean(8) ? new(shown.FindText(9), shown.FindText(10), shown.FindText(11), shown.FindTime(12)) : null,
            new(total, toStart, total - toStart - refused - done - failed - waiting, done, failed, refused) { Waiting = waiting }
        )
        {
            HasEnded = newlyDone + newlyFailed > 0,
            StageEnd = Number(21),
            CanaryPassed = row.GetBoolean(22),
            NextWaveAt = shown.FindTime(23),
            FailedBefore = Number(24),
            EndedBefore = Number(25),
            IsAborted = shown.FindText(26) == WireName.Of(ProcessStatus.Aborted),
        };
    }

    /// <summary>Counts those that have ended since the last time.</summary>
    internal static async Task<bool> CountEndedAsync(
        OrchestratorDbContext database,
        Guid processId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (done, failed) = (0, 0);
        var ended = new List<Guid>();
        await using (
            var update = await database.CommandAsync(
                $"""
                UPDATE bulk_reconcile_items
                SET outcome = CASE
                    WHEN EXISTS (SELECT 1 FROM processes p WHERE p.pid = bulk_reconcile_items.reconcile_id AND p.last_status = 'completed')
                    THEN 'done' ELSE 'failed' END
                WHERE pid = @pid AND reconcile_id IS NOT NULL AND outcome IS NULL
                  AND NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = bulk_reconcile_items.reconcile_id
                      AND p.last_status NOT IN ('completed', {FailedStatuses}))
                RETURNING outcome, subscription_id
                """,
                cancellationToken
            )
        )
        {
            await using var row = await update.With("pid", processId).ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                _ = row.GetString(0) == "done" ? done++ : failed++;
                ended.Add(row.GetStoredGuid(1));
            }
        }

        await HealStore.EndAsync(database, processId, BulkReconcileWorkflow.HealName, ended, now, cancellationToken);

        return await BulkReconcileItems.AddAsync(
            database,
            processId,
            "done = done + @done, failed = failed + @failed",
            command => command.With("done", done).With("failed", failed),
            cancellationToken
        );
    }

    /// <summary>Writes what a bulk reconcile does next, when that is not to start something.</summary>
    internal static Task TakeAsync(
        OrchestratorDbContext database,
        Guid processId,
        BulkReconcileMove move,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        move switch
        {
            BulkReconcileMove.Pull pull => PauseAsync(database, processId, new(pull.Brake, pull.Reason, By: null, now), cancellationToken),
            BulkReconcileMove.WaitForWave wave => BulkReconcileItems.AddAsync(
                database,
                processId,
                "next_wave_at = @until",
                command => command.With("until", wave.Until),
                cancellationToken
            ),
            BulkReconcileMove.BeginWave wave => BulkReconcileItems.AddAsync(
                database,
                processId,
                "stage_end = @end, canary_passed = TRUE, next_wave_at = NULL",
                command => command.With("end", wave.StageEnd),
                cancellationToken
            ),
            _ => Task.CompletedTask,
        };

    /// <summary>Pauses one. One that is paused already keeps its reason.</summary>
    internal static Task PauseAsync(
        OrchestratorDbContext database,
        Guid processId,
        BulkReconcilePause pause,
        CancellationToken cancellationToken
    ) =>
        BulkReconcileItems.AddAsync(
            database,
            processId,
            """
            paused = TRUE,
            pulled_brake = CASE WHEN paused THEN pulled_brake ELSE @brake END,
            pause_reason = CASE WHEN paused THEN pause_reason ELSE @reason END,
            paused_by = CASE WHEN paused THEN paused_by ELSE @by END,
            paused_at = CASE WHEN paused THEN paused_at ELSE @at END
            """,
            command =>
                command
                    .With("brake", pause.Brake)
                    .With("reason", pause.Reason is { } reason ? StorableText.Start(reason, Limits.MaxNoteLength) : null)
                    .With("by", pause.By is { } by ? StorableText.Start(by, Limits.MaxNameLength) : null)
                    .With("at", pause.At),
            cancellationToken
        );

    /// <summary>Lets one continue. What has pulled its brake does not pull it again.</summary>
    internal static async Task ResumeAsync(
        OrchestratorDbContext database,
        Guid processId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await CountEndedAsync(database, processId, now, cancellationToken);
        await BulkReconcileItems.AddAsync(
            database,
            processId,
            $"""
            canary_passed = canary_passed OR (paused AND COALESCE(pulled_brake, '') = '{BulkReconcileMove.Canary}'),
            failed_before = CASE WHEN paused AND pulled_brake = '{BulkReconcileMove.StopAfter}' THEN failed ELSE failed_before END,
            ended_before = CASE WHEN paused AND pulled_brake = '{BulkReconcileMove.StopAfter}' THEN done + failed ELSE ended_before END,
            paused = FALSE, pulled_brake = NULL, pause_reason = NULL, paused_by = NULL, paused_at = NULL
            """,
            static command => command,
            cancellationToken
        );
    }
}
