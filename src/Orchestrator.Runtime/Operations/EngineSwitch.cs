using Microsoft.EntityFrameworkCore;
using Orchestrator.Dispatch;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Operations;

/// <summary>Pauses and releases the engine through the one row of <c>engine_settings</c>.</summary>
internal sealed class EngineSwitch(
    IDbContextFactory<OrchestratorDbContext> databases,
    RecoverySweep sweep,
    IProcessDispatcher dispatcher,
    AuthorizationService authorization,
    ChangePublisher changes,
    TimeProvider time) : IEngineSwitch
{
    public async Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT global_lock, (SELECT COUNT(*) FROM process_leases WHERE expires_at > {database.LeaseNow()}) FROM engine_settings",
            cancellationToken);
        await using var row = await command.WithLeaseTime(database, time).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(row.GetBoolean(0), row.GetInt32(1))
            : throw new CatalogException("engine_settings_missing", "The table engine_settings has no row. Insert one with global_lock = false.");
    }

    public async Task<WorkerStatus> GetWorkerStatusAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT (SELECT COUNT(*) FROM processes p
                    WHERE {ProcessPosition.IsRunnable} AND NOT EXISTS (SELECT 1 FROM process_leases l WHERE l.pid = p.pid AND l.expires_at > {database.LeaseNow()})),
                   (SELECT COUNT(*) FROM process_leases WHERE expires_at > {database.LeaseNow()})
            """,
            cancellationToken);
        await using var row = await command.With("now", time.GetUtcNow()).WithLeaseTime(database, time).ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new(dispatcher.Workers, row.GetInt32(0), row.GetInt32(1));
    }

    public async Task<EngineStatus> SetLockedAsync(bool locked, Requester user, CancellationToken cancellationToken = default)
    {
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.PauseEngine), cancellationToken);
        await using (var database = await databases.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await using (var command = await database.CommandAsync("UPDATE engine_settings SET global_lock = @locked", cancellationToken))
            {
                await command.With("locked", locked).ExecuteNonQueryAsync(cancellationToken);
            }

            if (!locked)
            {
                await ResumePausedAsync(database, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        changes.Tell(ChangeKind.EngineStatus);
        if (!locked)
        {
            // Looking at once spares the resumed processes the wait for the next sweep.
            await sweep.SweepAsync(cancellationToken);
        }

        return await GetStatusAsync(cancellationToken);
    }

    /// <summary>Processes that stopped between two steps have no live lease; one that is still in a step keeps its lease and just goes on.</summary>
    private async Task ResumePausedAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync(
            $"""
            UPDATE processes SET last_status = 'resumed', last_modified_at = @now
            WHERE last_status = 'running' AND NOT EXISTS (SELECT 1 FROM process_leases l WHERE l.pid = processes.pid AND l.expires_at > {database.LeaseNow()})
            """,
            cancellationToken);
        await command.With("now", time.GetUtcNow()).WithLeaseTime(database, time).ExecuteNonQueryAsync(cancellationToken);
    }
}
