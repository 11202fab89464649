using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// The hot path of the engine: leases and the step log, as plain SQL. Every write of a step is fenced by the lease's token in the same
/// transaction, so a host that lost its lease writes nothing.
/// </summary>
internal sealed class ProcessStore(IDbContextFactory<OrchestratorDbContext> databases, WriteTransactions transactions, TimeProvider time)
{
    /// <summary>Finds unfinished processes of a queue that are due and that no host executes, the oldest first. None while the engine is paused.</summary>
    internal async Task<IReadOnlyList<Guid>> FindUnattendedAsync(string queue, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT p.pid
            FROM processes p LEFT JOIN process_leases l ON l.pid = p.pid
            WHERE {ProcessPosition.IsRunnable}
              AND p.queue = @queue
              AND (l.pid IS NULL OR l.expires_at <= @now)
              AND NOT EXISTS (SELECT 1 FROM engine_settings WHERE global_lock)
            ORDER BY p.started_at
            LIMIT @limit
            """,
            cancellationToken);
        command.With("queue", queue).With("now", time.GetUtcNow()).With("limit", limit);
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetStoredGuid(0));
        }

        return found;
    }

    /// <summary>Takes the lease of a process. Null when another host has it, it has nothing to execute, it is not due, or the engine is paused.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="owner">This host.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="begin">Makes the row of a step that needs no execution, which is then logged in the same transaction; null for none.</param>
    /// <param name="cancellationToken">Gives up; nothing is taken.</param>
    internal Task<TakenProcess?> TryClaimAsync(Guid processId, string owner, TimeSpan duration, Func<ProcessClaim, StepLogEntry?> begin, CancellationToken cancellationToken) =>
        transactions.RunAsync((database, token) => TryClaimAsync(database, processId, owner, duration, begin, token), cancellationToken);

    /// <summary>Gives a lease back. Its row stays, because its token must never be given out again.</summary>
    internal async Task ReleaseAsync(ProcessClaim claim)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var command = await database.CommandAsync(
            "UPDATE process_leases SET expires_at = @now WHERE pid = @pid AND token = @token",
            CancellationToken.None);
        command.With("pid", claim.ProcessId).With("token", claim.Token).With("now", DateTimeOffset.UnixEpoch);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>
    /// Renews the leases of processes that this host executes. One that ran out is renewed as well while nobody else has taken it: a host that was slow has lost nothing. One that was
    /// just given back stays so, and one that an abort took away has another owner.
    /// </summary>
    /// <returns>The processes that are still this host's.</returns>
    internal async Task<IReadOnlyList<Guid>> RenewLeasesAsync(string owner, IReadOnlyCollection<Guid> processIds, TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"UPDATE process_leases SET expires_at = CASE WHEN expires_at > @released THEN @expires ELSE expires_at END WHERE owner = @owner AND pid IN ({string.Join(", ", processIds.Select(static (_, index) => $"@pid{index}"))}) RETURNING pid",
            cancellationToken);
        command.With("owner", owner).With("released", DateTimeOffset.UnixEpoch).With("expires", now + duration);
        foreach (var (index, processId) in processIds.Index())
        {
            command.With($"pid{index}", processId);
        }

        var kept = new List<Guid>(processIds.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            kept.Add(reader.GetStoredGuid(0));
        }

        return kept;
    }

    /// <summary>Logs a step that writes nothing itself. When the lease is no longer the claim's, or the process was aborted, nothing is written.</summary>
    internal async Task<StepLogResult> CommitAsync(StepLogEntry entry, CancellationToken cancellationToken) =>
        ToResult(await transactions.RunCommandAsync((database, token) => StepLog.WriteAsync(database, entry, NextTime(entry), token), cancellationToken));

    /// <summary>
    /// Runs a step's own writes and logs the step, in one transaction. When the lease is no longer the claim's, or the process was aborted, nothing is written.
    /// </summary>
    internal async Task<StepLogResult> CommitAsync(Func<OrchestratorDbContext, CancellationToken, Task<StepLogEntry>> write, CancellationToken cancellationToken)
    {
        async Task<bool?> WriteAsync(OrchestratorDbContext database, CancellationToken token)
        {
            var entry = await write(database, token);
            return await StepLog.WriteAsync(database, entry, NextTime(entry), token);
        }

        return ToResult(await transactions.RunAsync(WriteAsync, cancellationToken));
    }

    /// <summary>Fails a process that has no step to log, because its workflow is gone or does not fit any longer.</summary>
    /// <returns>False when the lease is no longer the claim's, and nothing was written.</returns>
    internal async Task<bool> FailAsync(ProcessClaim claim, StepFailure failure, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            UPDATE processes SET last_status = 'failed', last_modified_at = @now, failed_reason = @reason, traceback = @traceback
            WHERE pid = @pid AND EXISTS (SELECT 1 FROM process_leases l WHERE l.pid = @pid AND l.token = @token{database.RowLock()})
            """,
            cancellationToken);
        command.With("pid", claim.ProcessId).With("token", claim.Token).With("now", time.GetUtcNow()).With("reason", failure.Error).With("traceback", failure.Traceback);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private async Task<TakenProcess?> TryClaimAsync(
        OrchestratorDbContext database,
        Guid processId,
        string owner,
        TimeSpan duration,
        Func<ProcessClaim, StepLogEntry?> begin,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        long token;
        await using (var lease = await database.CommandAsync(
            $"""
            INSERT INTO process_leases (pid, owner, token, expires_at)
            SELECT pid, @owner, 1, @expires FROM processes
            WHERE pid = @pid AND {ProcessPosition.IsRunnable}
              AND NOT EXISTS (SELECT 1 FROM engine_settings WHERE global_lock)
            ON CONFLICT (pid) DO UPDATE SET owner = excluded.owner, token = process_leases.token + 1, expires_at = excluded.expires_at
            WHERE process_leases.expires_at <= @now
            RETURNING token
            """,
            cancellationToken))
        {
            lease.With("pid", processId).With("owner", owner).With("now", now).With("expires", now + duration);
            if (await lease.ExecuteScalarAsync(cancellationToken) is not long taken)
            {
                return null;
            }

            token = taken;
        }

        // Looked at again behind the lease: what it says now is what the last holder left.
        if (await ProcessPosition.LoadAsync(database, processId, token, now, cancellationToken) is not { } claim)
        {
            return null;
        }

        var begun = begin(claim);
        var paused = begun is not null && await StepLog.WriteAsync(database, begun, NextTime(begun), cancellationToken) is true;
        return new(claim, begun, paused);
    }

    private static StepLogResult ToResult(bool? paused) => paused switch
    {
        null => StepLogResult.Fenced,
        true => StepLogResult.CommittedAndPaused,
        false => StepLogResult.Committed,
    };

    private DateTimeOffset NextTime(StepLogEntry entry) => entry.Claim.NextTime(time.GetUtcNow());
}
