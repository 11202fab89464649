using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// The leases of processes, as plain SQL. A lease's token fences every write of its host: one that lost its lease writes nothing.
/// </summary>
internal sealed class LeaseStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    StorageErrors errors,
    TimeProvider time
)
{
    /// <summary>
    /// The leases that a host has now, with their processes, as what follows FROM: <c>l</c> and <c>p</c>. Only unfinished processes have
    /// one, and an index has these; an index of when leases expire would be written at every renewal.
    /// </summary>
    internal static string Live(SqlDialect dialect) =>
        $"processes p CROSS JOIN process_leases l WHERE l.pid = p.pid AND {StepHistoryReader.IsUnfinished} "
        + $"AND l.expires_at > {dialect.LeaseNow}";

    /// <summary>
    /// Finds unfinished processes of a lane that are due and that no host executes, the oldest first, after a position. None while the
    /// engine is paused.
    /// </summary>
    internal async Task<ReadPart<UnattendedProcess>> FindUnattendedAsync(
        QueueLane lane,
        RowPosition? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT p.pid, {RowPosition.Columns("p.started_at", "p.pid", database.Dialect)}
            FROM processes p LEFT JOIN process_leases l ON l.pid = p.pid
            WHERE {StepHistoryReader.IsRunnable}
              AND p.queue = @queue AND p.is_background = @background
              AND {RowPosition.IsAfter(after, "p.started_at", "p.pid", database.Dialect)}
              AND (l.pid IS NULL OR l.expires_at <= {database.Dialect.LeaseNow})
              AND NOT EXISTS (SELECT 1 FROM engine_settings WHERE global_lock)
            ORDER BY p.started_at, p.pid
            LIMIT @limit
            """,
            cancellationToken
        );

        // One whose id cannot be read is left to people, who see it in the list: it must not hold up the others.
        return await command
            .With("queue", lane.Queue)
            .With("background", lane.IsBackground)
            .With("now", time.GetUtcNow())
            .WithLeaseTime(time)
            .With(after)
            .ReadPartAsync(
                limit,
                column: 1,
                static row =>
                {
                    var shown = new ShownRow(row);
                    var processId = shown.GetGuid(0);
                    return shown.Problem is null ? new UnattendedProcess(processId) : null;
                },
                cancellationToken
            );
    }

    /// <summary>
    /// Takes the lease of a process. Null when another host has it, it has nothing to execute, it is not due, or the engine is paused.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="owner">This host.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="begin">Makes the row of a step that needs no execution, which is then logged in the same transaction; null for
    /// none.</param>
    /// <param name="cancellationToken">Gives up; nothing is taken.</param>
    internal Task<AcquiredProcess?> TryAcquireAsync(
        Guid processId,
        string owner,
        TimeSpan duration,
        Func<ProcessLease, StepLogEntry?> begin,
        CancellationToken cancellationToken
    ) => transactions.RunAsync((database, token) => TryAcquireAsync(database, processId, owner, duration, begin, token), cancellationToken);

    /// <summary>Gives a lease back. Its row stays, because its token must never be given out again.</summary>
    /// <param name="lease">The lease's process.</param>
    /// <param name="unlogged">True when a step was begun and could not be logged, which counts as an attempt.</param>
    internal async Task ReleaseAsync(ProcessLease lease, bool unlogged = false)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var command = await database.CommandAsync(
            "UPDATE process_leases SET expires_at = @over WHERE pid = @pid AND token = @token",
            CancellationToken.None
        );
        command
            .With("pid", lease.ProcessId)
            .With("token", lease.Token)
            .With("over", unlogged ? DateTimeOffset.UnixEpoch.AddSeconds(1) : DateTimeOffset.UnixEpoch);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>
    /// Renews the leases of processes that this host executes. One that ran out is renewed as well while no one else has taken it: a host
    /// that was slow has lost nothing. One that was just given back stays so, and one that an abort took away has another owner.
    /// </summary>
    /// <returns>The processes that are still this host's.</returns>
    internal async Task<IReadOnlyList<Guid>> RenewLeasesAsync(
        string owner,
        IReadOnlyCollection<Guid> processIds,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"UPDATE process_leases SET renewed_at = {database.Dialect.LeaseNow}, expires_at = CASE WHEN expires_at > @released "
                + $"THEN {database.Dialect.LeaseEnd} ELSE expires_at END WHERE owner = @owner AND pid IN "
                + $"({string.Join(", ", processIds.Select(static (_, index) => $"@pid{index}"))}) RETURNING pid",
            cancellationToken
        );
        command.With("owner", owner).With("released", DateTimeOffset.UnixEpoch).WithLeaseTime(time, duration);
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

    private async Task<AcquiredProcess?> TryAcquireAsync(
        OrchestratorDbContext database,
        Guid processId,
        string owner,
        TimeSpan duration,
        Func<ProcessLease, StepLogEntry?> begin,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        long token;
        int unlogged;
        await using (
            var acquire = await database.CommandAsync(
                $"""
                INSERT INTO process_leases (pid, owner, token, expires_at, renewed_at, unlogged_attempts)
                SELECT pid, @owner, 1, {database.Dialect.LeaseEnd}, {database.Dialect.LeaseNow}, 0 FROM processes
                WHERE pid = @pid AND {StepHistoryReader.IsRunnable}
                  AND NOT EXISTS (SELECT 1 FROM engine_settings WHERE global_lock)
                ON CONFLICT (pid) DO UPDATE SET owner = excluded.owner, token = process_leases.token + 1, expires_at = excluded.expires_at,
                    renewed_at = excluded.renewed_at,
                    unlogged_attempts = CASE WHEN process_leases.expires_at > @released THEN process_leases.unlogged_attempts + 1 ELSE 0 END
                WHERE process_leases.expires_at <= {database.Dialect.LeaseNow}
                RETURNING token, unlogged_attempts
                """,
                cancellationToken
            )
        )
        {
            acquire
                .With("pid", processId)
                .With("owner", owner)
                .With("now", now)
                .With("released", DateTimeOffset.UnixEpoch)
                .WithLeaseTime(time, duration);
            await using var row = await acquire.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken))
            {
                return null;
            }

            (token, unlogged) = (row.GetInt64(0), row.GetStoredNumber(1));
        }

        // Read again under the lease: what it says now is what the last holder left.
        ProcessLease? lease;
        try
        {
            lease = await StepHistoryReader.LoadAsync(database, processId, token, unlogged, now, cancellationToken);
        }
        catch (Exception exception)
            when (exception is not (DbException or OperationCanceledException) && errors.Translate(exception) is null)
        {
            // Its rows say what this code cannot read. It is acquired all the same, so that it is failed instead of being found again and
            // again.
            return new(ProcessLease.OfUnreadable(processId, token), Begun: null, Paused: false) { Unreadable = exception };
        }

        if (lease is null)
        {
            return null;
        }

        var begun = begin(lease);
        var paused =
            begun is not null
            && await database.Dialect.StepLog.WriteAsync(database, begun, begun.Lease.NextTime(time.GetUtcNow()), cancellationToken)
                is true;
        return new(lease, begun, paused);
    }
}

/// <summary>An unfinished process that no host executes.</summary>
/// <param name="ProcessId">The process.</param>
internal sealed record UnattendedProcess(Guid ProcessId);
