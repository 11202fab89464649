using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// The one row of <c>engine_settings</c> that says whether the engine is paused, and what the leases say about its workers.
/// </summary>
internal sealed class EngineSettingsStore(IDbContextFactory<OrchestratorDbContext> databases, TimeProvider time)
{
    private static readonly string Pause = WireName.Of(AuditAction.PauseEngine);
    private static readonly string Resume = WireName.Of(AuditAction.ResumeEngine);

    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    internal static async Task ThrowIfPausedAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        if (await IsPausedAsync(database, cancellationToken))
        {
            throw new EnginePausedException();
        }
    }

    internal static async Task<bool> IsPausedAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync("SELECT 1 FROM engine_settings WHERE global_lock", cancellationToken);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    internal static CatalogException MissingRow() =>
        new("engine_settings_missing", "The table engine_settings has no row. Insert one with global_lock = false.");

    /// <summary>Reads whether the engine is paused, and how many processes are executed now by any host.</summary>
    internal async Task<(bool IsPaused, int Running)> ReadStatusAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT global_lock, (SELECT COUNT(*) FROM {LeaseStore.Live(database.Dialect)}) FROM engine_settings",
            cancellationToken
        );
        await using var row = await command.WithLeaseTime(time).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetBoolean(0), row.GetStoredNumber(1)) : throw MissingRow();
    }

    /// <summary>
    /// Finds who has paused the engine. A pause that another program has made is not in the audit log: then the last entry is the end of an
    /// earlier one.
    /// </summary>
    internal async Task<(string User, DateTimeOffset At, string? Reporter, string? Reason)?> FindPauseAsync(
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT a.action, a.authenticated_name, a.occurred_at, a.reporter, a.reason
            FROM audit_entries a CROSS JOIN engine_settings e
            WHERE e.global_lock AND a.action IN ('{Pause}', '{Resume}')
            ORDER BY a.occurred_at DESC, a.entry_id DESC LIMIT 1
            """,
            cancellationToken
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) && row.GetString(0) == Pause && new ShownRow(row) is var shown
            ? (row.GetString(1), shown.GetTime(2), shown.FindText(3), shown.FindText(4))
            : null;
    }

    /// <summary>Counts the processes that wait for a worker, and those that are executed now by any host.</summary>
    internal async Task<(int Queued, int Running)> CountWorkAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT (SELECT COUNT(*) FROM processes p
                    WHERE {StepHistoryReader.IsRunnable} AND NOT EXISTS (SELECT 1 FROM process_leases l WHERE l.pid = p.pid
                        AND l.expires_at > {database.Dialect.LeaseNow})),
                   (SELECT COUNT(*) FROM {LeaseStore.Live(database.Dialect)})
            """,
            cancellationToken
        );
        await using var row = await command.With("now", time.GetUtcNow()).WithLeaseTime(time).ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetStoredNumber(0), row.GetStoredNumber(1));
    }

    /// <summary>
    /// Counts the processes of each queue that wait for a worker of any host, with the time since which the first of them has, and those
    /// that are executed now.
    /// </summary>
    internal async Task<IReadOnlyList<(QueueLane Lane, int Waiting, int Running, DateTimeOffset? WaitsSince)>> CountByLaneAsync(
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var isExecuted = $"l.expires_at > {database.Dialect.LeaseNow}";
        var waits = $"{StepHistoryReader.IsRunnable} AND (l.pid IS NULL OR NOT ({isExecuted}))";
        await using var command = await database.CommandAsync(
            $"""
            SELECT p.queue, p.is_background, COUNT(*) FILTER (WHERE {waits}), COUNT(*) FILTER (WHERE {isExecuted}),
                MIN(COALESCE(p.due_at, p.last_modified_at)) FILTER (WHERE {waits})
            FROM processes p LEFT JOIN process_leases l ON l.pid = p.pid
            WHERE {StepHistoryReader.IsUnfinished}
            GROUP BY p.queue, p.is_background
            """,
            cancellationToken
        );
        return await command
            .With("now", time.GetUtcNow())
            .WithLeaseTime(time)
            .ReadAllAsync(
                static row =>
                    (
                        new QueueLane(row.GetString(0), row.GetBoolean(1)),
                        row.GetStoredNumber(2),
                        row.GetStoredNumber(3),
                        new ShownRow(row).FindTime(4)
                    ),
                cancellationToken
            );
    }

    /// <summary>Pauses the engine: no host begins a step any more.</summary>
    internal async Task PauseAsync(Caller user, string? reason, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await SetPausedAsync(database, paused: true, cancellationToken);
        var change = new AuditedChange(AuditAction.PauseEngine) { Reason = reason };
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Resumes the engine, and in the same transaction the processes that stopped between two steps: they have no live lease. A process
    /// that is still in a step keeps its lease and continues.
    /// </summary>
    internal async Task ResumeAsync(Caller user, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await SetPausedAsync(database, paused: false, cancellationToken);
        await using (
            var command = await database.CommandAsync(
                $"""
                UPDATE processes SET last_status = 'resumed', last_modified_at = @now
                WHERE last_status = 'running' AND NOT EXISTS (SELECT 1 FROM process_leases l WHERE l.pid = processes.pid
                    AND l.expires_at > {database.Dialect.LeaseNow})
                """,
                cancellationToken
            )
        )
        {
            await command.With("now", time.GetUtcNow()).WithLeaseTime(time).ExecuteNonQueryAsync(cancellationToken);
        }

        await AuditLog.WriteAsync(database, user, new(AuditAction.ResumeEngine), time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task SetPausedAsync(OrchestratorDbContext database, bool paused, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync("UPDATE engine_settings SET global_lock = @paused", cancellationToken);
        await command.With("paused", paused).ExecuteNonQueryAsync(cancellationToken);
    }
}
