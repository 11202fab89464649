using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Writes what becomes of a process that waits for a callback. Each is one transaction that takes the process's row first, and then decides
/// whether it may happen.
/// </summary>
internal sealed class CallbackStore(IDbContextFactory<OrchestratorDbContext> databases, ProcessFailures failures, TimeProvider time)
{
    private const string IsAwaitingToken =
        "pid = @pid AND last_status = 'awaiting_callback' AND EXISTS (SELECT 1 FROM process_callbacks c WHERE c.pid = @pid "
        + "AND c.token_hash = @hash)";

    /// <summary>Stores what came: the step is done, and the process is queued. Of two calls at once, one is stored.</summary>
    /// <exception cref="NotFoundException">The token is not the one that the process waits for.</exception>
    /// <exception cref="ConflictException">The process does not wait any longer.</exception>
    internal async Task AcceptAsync(
        StoredProcess process,
        LoggedStepName step,
        CallbackToken token,
        State state,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var now = NextTime(process);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await DecideAsync(
            database,
            $"UPDATE processes SET last_status = 'resumed', last_modified_at = @now WHERE {IsAwaitingToken}",
            process.ProcessId,
            token,
            now,
            cancellationToken
        );
        await using var insert = await database.CommandAsync(StepRows.Insert(database), cancellationToken);
        insert.WithStep(
            Guid.CreateVersion7(now),
            process.ProcessId,
            step.Key,
            step.Shown,
            StepStatus.Success,
            state,
            Assignee.System,
            startedAt: now,
            completedAt: now
        );
        await insert.ExecuteNonQueryAsync(cancellationToken);
        var change = AuditedChange.Of(AuditAction.CallBackProcess, process);
        await AuditLog.WriteAsync(database, user, change, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Asks whether a process waits for a token, and changes nothing.</summary>
    /// <exception cref="NotFoundException">The token is not the one that the process waits for.</exception>
    /// <exception cref="ConflictException">The process does not wait any longer.</exception>
    internal async Task DemandTokenAsync(Guid processId, CallbackToken token, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync($"SELECT 1 FROM processes WHERE {IsAwaitingToken}", cancellationToken);
        if (await command.With("pid", processId).With("hash", token.Hash).ExecuteScalarAsync(cancellationToken) is null)
        {
            throw await RefusalAsync(database, processId, cancellationToken);
        }
    }

    /// <summary>Puts the progress into the row of the waiting step.</summary>
    /// <exception cref="NotFoundException">The token is not the one that the process waits for.</exception>
    /// <exception cref="ConflictException">The process does not wait any longer.</exception>
    internal async Task ShowProgressAsync(
        StoredProcess process,
        CallbackToken token,
        JsonElement progress,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await DecideAsync(
            database,
            $"UPDATE processes SET last_modified_at = @now WHERE {IsAwaitingToken}",
            process.ProcessId,
            token,
            time.GetUtcNow(),
            cancellationToken
        );
        var row = await FindWaitingRowAsync(database, process.ProcessId, cancellationToken);
        var (state, _) = await StepHistoryReader.ReadStateAsync(database, row.StepId, cancellationToken);
        await using var update = await database.CommandAsync(
            $"UPDATE process_steps SET state = {database.Dialect.Json("@state")} WHERE stepid = @stepid",
            cancellationToken
        );
        update.With("stepid", row.StepId).WithJson("state", state.With(ReservedKeys.CallbackProgress, progress).ToJson());
        await update.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Fails a process that has waited too long. One whose callback comes at the same moment is left alone.</summary>
    /// <returns>Whether it has failed.</returns>
    internal async Task<bool> FailExpiredAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await FailAsync(database, processId, cancellationToken))
        {
            return false;
        }

        await failures.WriteAsync(database, processId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<bool> FailAsync(OrchestratorDbContext database, Guid processId, CancellationToken cancellationToken)
    {
        var failure = new StepFailure("CallbackTimeout", "Callback timed out", "", FailureKind.Ordinary);
        var now = time.GetUtcNow();
        await HoldAsync(database, processId, cancellationToken);
        await using (
            var update = await database.CommandAsync(
                """
                UPDATE processes SET last_status = 'failed', last_modified_at = @now, failed_reason = @reason, traceback = NULL
                WHERE pid = @pid AND last_status = 'awaiting_callback' AND EXISTS (SELECT 1 FROM process_callbacks c WHERE c.pid = @pid
                    AND c.expires_at <= @now)
                """,
                cancellationToken
            )
        )
        {
            if (
                await update.With("pid", processId).With("now", now).With("reason", failure.Error).ExecuteNonQueryAsync(cancellationToken)
                == 0
            )
            {
                return false;
            }
        }

        var row = await FindWaitingRowAsync(database, processId, cancellationToken);
        await using var fail = await database.CommandAsync(
            $"UPDATE process_steps SET status = 'failed', state = {database.Dialect.Json("@state")}, completed_at = @now "
                + "WHERE stepid = @stepid",
            cancellationToken
        );
        fail.With("stepid", row.StepId).WithJson("state", failure.ToErrorRecord().ToJson()).With("now", now);
        await fail.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    /// <summary>Finds processes that have waited too long, the longest first, after a position.</summary>
    internal async Task<ReadPart<ExpiredCallback>> FindExpiredAsync(RowPosition? after, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT c.pid, w.name, {RowPosition.Columns("c.expires_at", "c.pid", database.Dialect)}
            FROM process_callbacks c JOIN processes p ON p.pid = c.pid JOIN workflows w ON w.workflow_id = p.workflow_id
            WHERE c.expires_at <= @now AND p.last_status = 'awaiting_callback'
              AND {RowPosition.IsAfter(after, "c.expires_at", "c.pid", database.Dialect)}
            ORDER BY c.expires_at, c.pid LIMIT @limit
            """,
            cancellationToken
        );

        // One whose id cannot be read waits until it is corrected, and delays no other.
        return await command
            .With("now", time.GetUtcNow())
            .With(after)
            .ReadPartAsync(
                limit,
                column: 2,
                static row =>
                {
                    var shown = new ShownRow(row);
                    var processId = shown.GetGuid(0);
                    return shown.Problem is null ? new ExpiredCallback(processId, row.GetString(1)) : null;
                },
                cancellationToken
            );
    }

    /// <summary>
    /// Takes the process's row before the statement that decides. PostgreSQL looks again at a row for which a statement had to wait, but
    /// not at the rows of other tables: without this, a second call with the same token would be compared with the token before the first
    /// one, and could complete the callback after it.
    /// </summary>
    private static async Task HoldAsync(OrchestratorDbContext database, Guid processId, CancellationToken cancellationToken)
    {
        await using var hold = await database.CommandAsync(
            $"SELECT pid FROM processes WHERE pid = @pid{database.Dialect.RowLock}",
            cancellationToken
        );
        _ = await hold.With("pid", processId).ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Runs the update that decides, and says why it decided against the caller.</summary>
    private static async Task DecideAsync(
        OrchestratorDbContext database,
        string sql,
        Guid processId,
        CallbackToken token,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await HoldAsync(database, processId, cancellationToken);
        await using var update = await database.CommandAsync(sql, cancellationToken);
        if (await update.With("pid", processId).With("hash", token.Hash).With("now", now).ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            return;
        }

        throw await RefusalAsync(database, processId, cancellationToken);
    }

    /// <summary>Why a token is refused: it is another one, or the process does not wait any longer.</summary>
    private static async Task<OrchestratorException> RefusalAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var status = await database.CommandAsync("SELECT last_status FROM processes WHERE pid = @pid", cancellationToken);
        return await status.With("pid", processId).ExecuteScalarAsync(cancellationToken) is "awaiting_callback"
            ? ProcessErrors.InvalidToken()
            : ProcessErrors.NotAwaiting();
    }

    private static async Task<LoggedStep> FindWaitingRowAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    ) => (await StepHistoryReader.ReadStepsAsync(database, processId, cancellationToken))[^1];

    private DateTimeOffset NextTime(StoredProcess process)
    {
        var now = time.GetUtcNow();
        return process.LastCompletedAt is { } last && last >= now ? last.AddMicroseconds(1) : now;
    }
}

/// <summary>A process that has waited too long for a callback.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="WorkflowName">Its workflow.</param>
internal sealed record ExpiredCallback(Guid ProcessId, string WorkflowName);
