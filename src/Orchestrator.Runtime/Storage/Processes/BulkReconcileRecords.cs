using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Bulk;
using Orchestrator.Storage.Entities;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Storage.Processes;

/// <summary>Reads and writes bulk reconciles.</summary>
internal sealed class BulkReconcileRecords(IDbContextFactory<OrchestratorDbContext> databases)
{
    private const int MostRefusals = 1_000;

    private static readonly string Reconcile = WireName.Of(Target.Reconcile);

    // Neither made yet, nor gone: for these there is nothing to reconcile.
    private static readonly string[] NotInUse = [WireName.Of(SubscriptionLifecycle.Initial), WireName.Of(SubscriptionLifecycle.Terminated)];

    /// <summary>Finds the subscriptions that a search means.</summary>
    internal async Task<IReadOnlyList<Guid>> SelectAsync(string query, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await SubscriptionQuery.Apply(database.Subscriptions.AsNoTracking(), query)
            .Where(subscription => !NotInUse.Contains(subscription.Status)
                && subscription.Product!.Workflows.Any(static workflow => workflow.DeletedAt == null && workflow.Target == Reconcile))
            .Select(static subscription => subscription.SubscriptionId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Writes a new one, inside the transaction that makes its process.</summary>
    internal static async Task CreateAsync(OrchestratorDbContext database, Guid processId, string query, int concurrency, IEnumerable<Guid> subscriptionIds, CancellationToken cancellationToken)
    {
        database.Add(new BulkReconcileEntity { ProcessId = processId, Query = query, Concurrency = concurrency });
        database.AddRange(subscriptionIds.Select(id => new BulkReconcileItemEntity { ProcessId = processId, SubscriptionId = id }));
        await database.SaveChangesAsync(cancellationToken);

        // The context may live on, and has nothing more to do with them.
        database.ChangeTracker.Clear();
    }

    internal async Task<(string Query, int Concurrency, bool Paused)?> FindAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync("SELECT query, concurrency, paused FROM bulk_reconciles WHERE pid = @pid", cancellationToken);
        await using var row = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetString(0), row.GetInt32(1), row.GetBoolean(2)) : null;
    }

    internal async Task<BulkReconcileCounts> CountAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT count(*),
                   count(*) FILTER (WHERE i.reconcile_id IS NULL AND i.refusal IS NULL),
                   count(*) FILTER (WHERE i.refusal IS NOT NULL),
                   count(*) FILTER (WHERE p.last_status = 'completed'),
                   count(*) FILTER (WHERE i.reconcile_id IS NOT NULL AND (p.pid IS NULL OR p.last_status IN ('failed', 'aborted', 'api_unavailable', 'inconsistent_data')))
            FROM bulk_reconcile_items i LEFT JOIN processes p ON p.pid = i.reconcile_id
            WHERE i.pid = @pid
            """,
            cancellationToken);
        await using var row = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var (total, toStart, refused, done, failed) = (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4));
        return new(total, toStart, total - toStart - refused - done - failed, done, failed, refused);
    }

    internal async Task<IReadOnlyList<BulkReconcileRefusal>> ReadRefusalsAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT subscription_id, refusal FROM bulk_reconcile_items WHERE pid = @pid AND refusal IS NOT NULL ORDER BY subscription_id LIMIT @limit",
            cancellationToken);
        return await ReadAsync(command.With("pid", processId).With("limit", MostRefusals), static row => new BulkReconcileRefusal(row.GetStoredGuid(0), row.GetString(1)), cancellationToken);
    }

    /// <summary>The next subscriptions for which nothing was started yet, with their products.</summary>
    internal async Task<IReadOnlyList<(Guid SubscriptionId, Guid ProductId)>> ReadToStartAsync(Guid processId, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT i.subscription_id, s.product_id
            FROM bulk_reconcile_items i JOIN subscriptions s ON s.subscription_id = i.subscription_id
            WHERE i.pid = @pid AND i.reconcile_id IS NULL AND i.refusal IS NULL
            ORDER BY i.subscription_id LIMIT @limit
            """,
            cancellationToken);
        return await ReadAsync(command.With("pid", processId).With("limit", limit), static row => (row.GetStoredGuid(0), row.GetStoredGuid(1)), cancellationToken);
    }

    /// <summary>Notes which process reconciles a subscription, inside the transaction that makes that process.</summary>
    /// <exception cref="ConflictException">One was started for it already.</exception>
    internal static async Task LinkAsync(OrchestratorDbContext database, Guid processId, Guid subscriptionId, Guid reconcileId, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync(
            "UPDATE bulk_reconcile_items SET reconcile_id = @reconcile WHERE pid = @pid AND subscription_id = @subscription AND reconcile_id IS NULL AND refusal IS NULL",
            cancellationToken);
        if (await command.With("reconcile", reconcileId).With("pid", processId).With("subscription", subscriptionId).ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new ConflictException("bulk_reconcile_started_already", $"Subscription {subscriptionId} was started by another host for bulk reconcile {processId}.");
        }
    }

    internal async Task RefuseAsync(Guid processId, Guid subscriptionId, string reason, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "UPDATE bulk_reconcile_items SET refusal = @reason WHERE pid = @pid AND subscription_id = @subscription AND reconcile_id IS NULL",
            cancellationToken);
        await command.With("reason", reason.Length <= 2_000 ? reason : reason[..2_000]).With("pid", processId).With("subscription", subscriptionId).ExecuteNonQueryAsync(cancellationToken);
    }

    internal async Task<bool> SetPausedAsync(Guid processId, bool paused, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync("UPDATE bulk_reconciles SET paused = @paused WHERE pid = @pid", cancellationToken);
        return await command.With("paused", paused).With("pid", processId).ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(Statement command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
