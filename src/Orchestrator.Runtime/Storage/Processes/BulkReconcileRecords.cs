using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine;
using Orchestrator.Engine.Bulk;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Storage.Processes;

/// <summary>Reads and writes bulk reconciles.</summary>
internal sealed class BulkReconcileRecords(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>The code of the conflict with a host that had started the same one before.</summary>
    internal const string StartedAlready = "bulk_reconcile_started_already";

    private const int MostShown = 1_000;
    private const int LongestReason = 2_000;

    private const string HasFailed = "i.reconcile_id IS NOT NULL AND (p.pid IS NULL OR p.last_status IN ('failed', 'aborted', 'api_unavailable', 'inconsistent_data'))";

    private static readonly string Reconcile = WireName.Of(Target.Reconcile);

    // Neither made yet, nor gone: for these there is nothing to reconcile.
    private static readonly string[] NotInUse = [WireName.Of(SubscriptionLifecycle.Initial), WireName.Of(SubscriptionLifecycle.Terminated)];

    /// <summary>Finds the subscriptions that a search means.</summary>
    internal async Task<IReadOnlyList<Guid>> SelectAsync(string query, CancellationToken cancellationToken)
    {
        var conditions = SubscriptionQuery.Parse(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await conditions.Apply(database.Subscriptions.AsNoTracking())
            .Where(subscription => !NotInUse.Contains(subscription.Status)
                && subscription.Product!.Workflows.Any(static workflow => workflow.DeletedAt == null && workflow.Target == Reconcile))
            .Select(static subscription => subscription.SubscriptionId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Writes what one is about, inside the transaction of its step. It is there already when somebody has paused it before it began.</summary>
    internal static async Task CreateAsync(OrchestratorDbContext database, Guid processId, string query, int concurrency, IEnumerable<Guid> subscriptionIds, CancellationToken cancellationToken)
    {
        await using (var insert = await database.CommandAsync(
            "INSERT INTO bulk_reconciles (pid, query, concurrency, paused) VALUES (@pid, @query, @concurrency, FALSE) ON CONFLICT (pid) DO NOTHING",
            cancellationToken))
        {
            await insert.With("pid", processId).With("query", query).With("concurrency", concurrency).ExecuteNonQueryAsync(cancellationToken);
        }

        await using var items = await database.CommandAsync(
            $"INSERT INTO bulk_reconcile_items (pid, subscription_id) SELECT @pid, {database.JsonTexts("@ids", "uuid")}",
            cancellationToken);
        await items.With("pid", processId).With("ids", JsonSerializer.Serialize(subscriptionIds)).ExecuteNonQueryAsync(cancellationToken);
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
            $"""
            SELECT count(*),
                   count(*) FILTER (WHERE i.reconcile_id IS NULL AND i.refusal IS NULL),
                   count(*) FILTER (WHERE i.refusal IS NOT NULL),
                   count(*) FILTER (WHERE p.last_status = 'completed'),
                   count(*) FILTER (WHERE {HasFailed})
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
            "SELECT subscription_id, refusal, locked_by FROM bulk_reconcile_items WHERE pid = @pid AND refusal IS NOT NULL ORDER BY subscription_id LIMIT @limit",
            cancellationToken);
        return await ReadAsync(command.With("pid", processId).With("limit", MostShown), static row => new BulkReconcileRefusal(row.GetStoredGuid(0), row.GetString(1)) { LockedBy = row.IsDBNull(2) ? null : row.GetStoredGuid(2) }, cancellationToken);
    }

    internal async Task<IReadOnlyList<BulkReconcileFailure>> ReadFailuresAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"""
            SELECT i.subscription_id, i.reconcile_id, CASE WHEN p.pid IS NULL THEN 'Its process was deleted.' WHEN p.last_status = 'aborted' THEN 'It was aborted.' ELSE substr(COALESCE(p.failed_reason, ''), 1, {LongestReason}) END
            FROM bulk_reconcile_items i LEFT JOIN processes p ON p.pid = i.reconcile_id
            WHERE i.pid = @pid AND {HasFailed}
            ORDER BY i.subscription_id LIMIT @limit
            """,
            cancellationToken);
        return await ReadAsync(command.With("pid", processId).With("limit", MostShown), static row => new BulkReconcileFailure(row.GetStoredGuid(0), row.GetStoredGuid(1), row.GetString(2)), cancellationToken);
    }

    /// <summary>The next subscriptions for which nothing was started yet, with their products; null for one that is gone.</summary>
    internal async Task<IReadOnlyList<(Guid SubscriptionId, Guid? ProductId)>> ReadToStartAsync(Guid processId, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT i.subscription_id, s.product_id
            FROM bulk_reconcile_items i LEFT JOIN subscriptions s ON s.subscription_id = i.subscription_id
            WHERE i.pid = @pid AND i.reconcile_id IS NULL AND i.refusal IS NULL
            ORDER BY i.subscription_id LIMIT @limit
            """,
            cancellationToken);
        return await ReadAsync(command.With("pid", processId).With("limit", limit), static row => (row.GetStoredGuid(0), row.IsDBNull(1) ? (Guid?)null : row.GetStoredGuid(1)), cancellationToken);
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
            throw new ConflictException(StartedAlready, $"Subscription {subscriptionId} was started by another host for bulk reconcile {processId}.");
        }
    }

    internal async Task RefuseAsync(Guid processId, Guid subscriptionId, Refusal refusal, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "UPDATE bulk_reconcile_items SET refusal = @reason, locked_by = @owner WHERE pid = @pid AND subscription_id = @subscription AND reconcile_id IS NULL",
            cancellationToken);
        command.With("reason", refusal.Reason.Length <= LongestReason ? refusal.Reason : refusal.Reason[..LongestReason]).With("owner", refusal.LockedBy);
        await command.With("pid", processId).With("subscription", subscriptionId).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Pauses one or lets it go on, also before its first step has written what it is about.</summary>
    /// <returns>False when its process is gone.</returns>
    internal async Task<bool> SetPausedAsync(Guid processId, string query, int concurrency, bool paused, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            INSERT INTO bulk_reconciles (pid, query, concurrency, paused)
            SELECT pid, @query, @concurrency, @paused FROM processes WHERE pid = @pid
            ON CONFLICT (pid) DO UPDATE SET paused = excluded.paused
            """,
            cancellationToken);
        return await command.With("pid", processId).With("query", query).With("concurrency", concurrency).With("paused", paused).ExecuteNonQueryAsync(cancellationToken) > 0;
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
