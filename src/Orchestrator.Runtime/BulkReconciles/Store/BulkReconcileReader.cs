using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.BulkReconciles;

/// <summary>Reads bulk reconciles to show them.</summary>
internal sealed class BulkReconcileReader(IDbContextFactory<OrchestratorDbContext> databases)
{
    private const int MaxShown = 1_000;

    private const int MaxPaused = 100;

    /// <summary>
    /// Reads one with its process and what has become of its subscriptions, as of one moment; null when the process does not exist.
    /// </summary>
    internal async Task<ShownBulkReconcile?> ShowAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        return await ProcessReader.FindAsync(database, processId, cancellationToken) is { } process
            ? new(
                process,
                await BulkReconcileRows.FindAsync(database, processId, cancellationToken),
                await ReadRefusalsAsync(database, processId, cancellationToken),
                await ReadFailuresAsync(database, processId, cancellationToken)
            )
            : null;
    }

    /// <summary>Lists those that are paused and have not ended, of those that a user sees, the last paused first.</summary>
    internal async Task<IReadOnlyList<PausedBulkReconcile>> ListPausedAsync(ReadScope? scope, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var seen = scope is null ? "" : $"AND {Visibility.OfProcess(database, "p")}";
        await using var command = await database.CommandAsync(
            $"""
            SELECT b.pid, b.query, b.pulled_brake, b.pause_reason, b.paused_by, b.paused_at
            FROM bulk_reconciles b JOIN processes p ON p.pid = b.pid
            WHERE b.paused AND p.last_status NOT IN ('completed', 'aborted') {seen}
            ORDER BY b.paused_at DESC LIMIT @limit
            """,
            cancellationToken
        );
        command.With("limit", MaxPaused);
        return await (scope is null ? command : command.With(scope)).ReadAllAsync(
            static row =>
            {
                var shown = new ShownRow(row);
                return new PausedBulkReconcile(
                    shown.GetGuid(0),
                    row.GetString(1),
                    new(shown.FindText(2), shown.FindText(3), shown.FindText(4), shown.FindTime(5))
                );
            },
            cancellationToken
        );
    }

    private static async Task<IReadOnlyList<BulkReconcileRefusal>> ReadRefusalsAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT subscription_id, refusal, locked_by FROM bulk_reconcile_items WHERE pid = @pid "
                + "AND refusal IS NOT NULL ORDER BY subscription_id LIMIT @limit",
            cancellationToken
        );
        return await command
            .With("pid", processId)
            .With("limit", MaxShown)
            .ReadAllAsync(
                static row => new BulkReconcileRefusal(new ShownRow(row).GetGuid(0), row.GetString(1))
                {
                    LockedBy = new ShownRow(row).FindGuid(2),
                },
                cancellationToken
            );
    }

    private static async Task<IReadOnlyList<BulkReconcileFailure>> ReadFailuresAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            SELECT i.subscription_id, i.reconcile_id,
                CASE WHEN p.pid IS NULL THEN 'Its process was deleted.' WHEN p.last_status = 'aborted' THEN 'It was aborted.'
                    ELSE substr(COALESCE(p.failed_reason, ''), 1, {Limits.MaxRejectionLength}) END
            FROM bulk_reconcile_items i LEFT JOIN processes p ON p.pid = i.reconcile_id
            WHERE i.pid = @pid AND (i.outcome = 'failed' OR (i.outcome IS NULL AND {BulkReconcileRows.HasFailed}))
            ORDER BY i.subscription_id LIMIT @limit
            """,
            cancellationToken
        );
        return await command
            .With("pid", processId)
            .With("limit", MaxShown)
            .ReadAllAsync(
                static row => new BulkReconcileFailure(
                    new ShownRow(row).GetGuid(0),
                    new ShownRow(row).GetGuid(1),
                    CallbackSecrets.Hide(row.GetString(2))
                ),
                cancellationToken
            );
    }
}
