using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Commits steps: what a step writes, its row and the process's row are one transaction, which the lease's token fences.
/// </summary>
internal sealed class StepLogStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    ProcessFailures failures,
    TimeProvider time
)
{
    /// <summary>
    /// Logs a step that writes nothing itself. When the lease is no longer the host's, or the process was aborted, nothing is written.
    /// </summary>
    internal async Task<StepLogResult> CommitAsync(StepLogEntry entry, StepCommit commit, CancellationToken cancellationToken) =>
        ToResult(
            failures.AreWanted && ProcessFailures.IsFailure(entry.ProcessStatus)
                ? await transactions.RunAsync((database, token) => WriteAsync(database, entry, commit, token), cancellationToken)
                : await transactions.RunCommandAsync((database, token) => WriteAsync(database, entry, commit, token), cancellationToken)
        );

    /// <summary>
    /// Runs a step's own writes and logs the step, in one transaction. When the lease is no longer the host's, or the process was aborted,
    /// nothing is written. The row of the lease is locked before any other, as in an abort or a delete of the process.
    /// </summary>
    internal async Task<StepLogResult> CommitAsync(
        ProcessLease lease,
        Func<OrchestratorDbContext, CancellationToken, Task<StepLogEntry>> write,
        StepCommit commit,
        CancellationToken cancellationToken
    ) =>
        ToResult(
            await transactions.RunAsync(
                async (database, token) =>
                    await database.Dialect.StepLog.LockLeaseAsync(database, lease, token)
                        ? await WriteAsync(database, await write(database, token), commit, token)
                        : null,
                cancellationToken
            )
        );

    /// <summary>Fails a process that has no step to log, because its workflow is gone or does not fit any longer.</summary>
    /// <returns>False when the lease is no longer the host's, and nothing was written.</returns>
    internal async Task<bool> FailAsync(ProcessLease lease, StepFailure failure, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            UPDATE processes SET last_status = 'failed', last_modified_at = @now, failed_reason = @reason, traceback = @traceback
            WHERE pid = @pid AND EXISTS (SELECT 1 FROM process_leases l WHERE l.pid = @pid AND l.token = @token{database.Dialect.RowLock})
            """,
            cancellationToken
        );
        command
            .With("pid", lease.ProcessId)
            .With("token", lease.Token)
            .With("now", time.GetUtcNow())
            .With("reason", failure.Error)
            .With("traceback", failure.Traceback);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await failures.WriteAsync(database, lease.ProcessId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<bool?> WriteAsync(
        OrchestratorDbContext database,
        StepLogEntry entry,
        StepCommit commit,
        CancellationToken cancellationToken
    )
    {
        var paused = await database.Dialect.StepLog.WriteAsync(database, entry, entry.Lease.NextTime(time.GetUtcNow()), cancellationToken);
        if (paused is not null && ProcessFailures.IsFailure(entry.ProcessStatus))
        {
            await failures.WriteAsync(database, entry.Lease.ProcessId, cancellationToken);
        }

        commit.Write();
        return paused;
    }

    private static StepLogResult ToResult(bool? paused) =>
        paused switch
        {
            null => StepLogResult.Fenced,
            true => StepLogResult.CommittedAndPaused,
            false => StepLogResult.Committed,
        };
}
