using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Catalog;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Search;
using Orchestrator.Storage.Sql;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// Reads and writes bulk reconciles. Their counts stand in their own row and change in the transaction that changes what they count; only
/// what runs is looked at. Whoever changes both takes that row first, then processes, then items.
/// </summary>
internal sealed class BulkReconcileStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    WorkflowCatalog catalog,
    TimeProvider time
)
{
    /// <summary>The code of the conflict with a host that had started the same one before.</summary>
    internal const string StartedAlready = "bulk_reconcile_started_already";

    private const int MaxShown = 1_000;

    private const string FailedStatuses = "'failed', 'aborted', 'api_unavailable', 'inconsistent_data'";

    /// <summary>Whether the process of an item that was not counted yet has failed.</summary>
    private const string HasFailed = $"i.reconcile_id IS NOT NULL AND (p.pid IS NULL OR p.last_status IN ({FailedStatuses}))";

    private const string Columns = "query, concurrency, paused, total, to_start, done, failed, refused";

    private static readonly string Reconcile = WireName.Of(Target.Reconcile);

    // Neither made yet, nor gone: for these there is nothing to reconcile.
    private static readonly string NotInUse =
        $"'{WireName.Of(SubscriptionLifecycle.Initial)}', '{WireName.Of(SubscriptionLifecycle.Terminated)}'";

    /// <summary>Finds the subscriptions that a search means.</summary>
    internal async Task<IReadOnlyList<Guid>> SelectAsync(string query, CancellationToken cancellationToken)
    {
        var expression = BulkReconcileQuery.Parse(query, catalog);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var values = new SqlValues();
        await using var command = await database.CommandAsync(
            $"""
            SELECT s.subscription_id FROM subscriptions s
            WHERE {new SubscriptionQuery(database.Dialect, values).ToSql(expression)}
              AND s.status NOT IN ({NotInUse})
              AND EXISTS (
                SELECT 1 FROM products_workflows l JOIN workflows w ON w.workflow_id = l.workflow_id
                WHERE l.product_id = s.product_id AND w.deleted_at IS NULL AND w.target = '{Reconcile}')
            """,
            cancellationToken
        );
        return await ReadAsync(values.Bind(command), static row => row.GetStoredGuid(0), cancellationToken);
    }

    /// <summary>
    /// Writes what one is about, inside the transaction of its step. It is there already when it was paused before it began.
    /// </summary>
    internal static async Task CreateAsync(
        OrchestratorDbContext database,
        Guid processId,
        string query,
        int concurrency,
        IReadOnlyCollection<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        await using (
            var insert = await database.CommandAsync(
                """
                INSERT INTO bulk_reconciles (pid, query, concurrency, paused, total, to_start) VALUES (@pid, @query, @concurrency, FALSE, @total, @total)
                ON CONFLICT (pid) DO UPDATE SET total = excluded.total, to_start = excluded.to_start
                """,
                cancellationToken
            )
        )
        {
            await insert
                .With("pid", processId)
                .With("query", query)
                .With("concurrency", concurrency)
                .With("total", subscriptionIds.Count)
                .ExecuteNonQueryAsync(cancellationToken);
        }

        await using var items = await database.CommandAsync(
            $"INSERT INTO bulk_reconcile_items (pid, subscription_id) SELECT @pid, {database.Dialect.JsonTexts("@ids", "uuid")}",
            cancellationToken
        );
        await items.With("pid", processId).With("ids", JsonSerializer.Serialize(subscriptionIds)).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Reads one with its process and what has become of its subscriptions, as of one moment; null when there is no such process.
    /// </summary>
    internal async Task<ShownBulkReconcile?> ShowAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        return await ProcessReader.FindAsync(database, processId, cancellationToken) is { } process
            ? new(
                process,
                await FindAsync(database, processId, cancellationToken),
                await ReadRefusalsAsync(database, processId, cancellationToken),
                await ReadFailuresAsync(database, processId, cancellationToken)
            )
            : null;
    }

    /// <summary>
    /// Reads how far one is: its counts, and what those are about that it has started and that was not counted yet. Null before its first
    /// step has written what it is about.
    /// </summary>
    internal async Task<StoredBulkReconcile?> FindAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(database, processId, cancellationToken);
    }

    private static async Task<StoredBulkReconcile?> FindAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"""
            SELECT {Columns}, count(*) FILTER (WHERE p.last_status = 'completed'), count(*) FILTER (WHERE {HasFailed})
            FROM bulk_reconciles b
            LEFT JOIN bulk_reconcile_items i ON i.pid = b.pid AND i.reconcile_id IS NOT NULL AND i.outcome IS NULL
            LEFT JOIN processes p ON p.pid = i.reconcile_id
            WHERE b.pid = @pid
            GROUP BY b.pid
            """,
            cancellationToken
        );
        await using var row = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var (total, toStart, refused) = (row.GetStoredNumber(3), row.GetStoredNumber(4), row.GetStoredNumber(7));
        var (newlyDone, newlyFailed) = (row.GetStoredNumber(8), row.GetStoredNumber(9));
        var (done, failed) = (row.GetStoredNumber(5) + newlyDone, row.GetStoredNumber(6) + newlyFailed);
        return new(
            row.GetString(0),
            row.GetStoredNumber(1),
            row.GetBoolean(2),
            new(total, toStart, total - toStart - refused - done - failed, done, failed, refused),
            newlyDone + newlyFailed > 0
        );
    }

    /// <summary>Counts those that have ended since the last time: each is looked at until then, and no longer.</summary>
    internal Task CountEndedAsync(Guid processId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (database, token) =>
            {
                await BulkReconcileItems.HoldAsync(database, "pid = @pid", processId, token);
                var (done, failed) = (0, 0);
                await using (
                    var update = await database.CommandAsync(
                        $"""
                        UPDATE bulk_reconcile_items
                        SET outcome = CASE WHEN EXISTS (SELECT 1 FROM processes p WHERE p.pid = bulk_reconcile_items.reconcile_id AND p.last_status = 'completed') THEN 'done' ELSE 'failed' END
                        WHERE pid = @pid AND reconcile_id IS NOT NULL AND outcome IS NULL
                          AND NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = bulk_reconcile_items.reconcile_id AND p.last_status NOT IN ('completed', {FailedStatuses}))
                        RETURNING outcome
                        """,
                        token
                    )
                )
                {
                    await using var row = await update.With("pid", processId).ExecuteReaderAsync(token);
                    while (await row.ReadAsync(token))
                    {
                        _ = row.GetString(0) == "done" ? done++ : failed++;
                    }
                }

                return await BulkReconcileItems.AddAsync(
                    database,
                    processId,
                    "done = done + @done, failed = failed + @failed",
                    command => command.With("done", done).With("failed", failed),
                    token
                );
            },
            cancellationToken
        );

    private static async Task<IReadOnlyList<BulkReconcileRefusal>> ReadRefusalsAsync(
        OrchestratorDbContext database,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT subscription_id, refusal, locked_by FROM bulk_reconcile_items WHERE pid = @pid AND refusal IS NOT NULL ORDER BY subscription_id LIMIT @limit",
            cancellationToken
        );
        return await ReadAsync(
            command.With("pid", processId).With("limit", MaxShown),
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
            SELECT i.subscription_id, i.reconcile_id, CASE WHEN p.pid IS NULL THEN 'Its process was deleted.' WHEN p.last_status = 'aborted' THEN 'It was aborted.' ELSE substr(COALESCE(p.failed_reason, ''), 1, {Limits.MaxRejectionLength}) END
            FROM bulk_reconcile_items i LEFT JOIN processes p ON p.pid = i.reconcile_id
            WHERE i.pid = @pid AND (i.outcome = 'failed' OR (i.outcome IS NULL AND {HasFailed}))
            ORDER BY i.subscription_id LIMIT @limit
            """,
            cancellationToken
        );
        return await ReadAsync(
            command.With("pid", processId).With("limit", MaxShown),
            static row => new BulkReconcileFailure(
                new ShownRow(row).GetGuid(0),
                new ShownRow(row).GetGuid(1),
                CallbackSecrets.Hide(row.GetString(2))
            ),
            cancellationToken
        );
    }

    /// <summary>The next subscriptions for which nothing was started yet, with their products; null for one that is gone.</summary>
    internal async Task<IReadOnlyList<(Guid SubscriptionId, Guid? ProductId)>> ReadToStartAsync(
        Guid processId,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT i.subscription_id, s.product_id
            FROM bulk_reconcile_items i LEFT JOIN subscriptions s ON s.subscription_id = i.subscription_id
            WHERE i.pid = @pid AND i.reconcile_id IS NULL AND i.refusal IS NULL
            ORDER BY i.subscription_id LIMIT @limit
            """,
            cancellationToken
        );
        return await ReadAsync(
            command.With("pid", processId).With("limit", limit),
            static row => (row.GetStoredGuid(0), row.IsDBNull(1) ? (Guid?)null : row.GetStoredGuid(1)),
            cancellationToken
        );
    }

    /// <summary>Notes which process reconciles a subscription, inside the transaction that makes that process.</summary>
    /// <exception cref="ConflictException">One was started for it already.</exception>
    internal static async Task LinkAsync(
        OrchestratorDbContext database,
        Guid processId,
        Guid subscriptionId,
        Guid reconcileId,
        CancellationToken cancellationToken
    )
    {
        await BulkReconcileItems.AddAsync(database, processId, "to_start = to_start - 1", static command => command, cancellationToken);
        await using var command = await database.CommandAsync(
            "UPDATE bulk_reconcile_items SET reconcile_id = @reconcile WHERE pid = @pid AND subscription_id = @subscription AND reconcile_id IS NULL AND refusal IS NULL",
            cancellationToken
        );
        if (
            await command
                .With("reconcile", reconcileId)
                .With("pid", processId)
                .With("subscription", subscriptionId)
                .ExecuteNonQueryAsync(cancellationToken) == 0
        )
        {
            throw new ConflictException(
                StartedAlready,
                $"Subscription {subscriptionId} was started by another host for bulk reconcile {processId}."
            );
        }
    }

    /// <summary>
    /// Notes why nothing was started for a subscription. One that another host has started or refused meanwhile is left alone.
    /// </summary>
    internal Task RecordRejectionAsync(Guid processId, Guid subscriptionId, StartRejection refusal, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool?>(
            async (database, token) =>
            {
                await BulkReconcileItems.AddAsync(
                    database,
                    processId,
                    "to_start = to_start - 1, refused = refused + 1",
                    static command => command,
                    token
                );
                await using var command = await database.CommandAsync(
                    "UPDATE bulk_reconcile_items SET refusal = @reason, locked_by = @owner WHERE pid = @pid AND subscription_id = @subscription AND reconcile_id IS NULL AND refusal IS NULL",
                    token
                );
                command
                    .With(
                        "reason",
                        refusal.Reason.Length <= Limits.MaxRejectionLength ? refusal.Reason : refusal.Reason[..Limits.MaxRejectionLength]
                    )
                    .With("owner", refusal.LockedBy);
                return await command.With("pid", processId).With("subscription", subscriptionId).ExecuteNonQueryAsync(token) > 0
                    ? true
                    : null;
            },
            cancellationToken
        );

    /// <summary>Pauses one or lets it continue, also before its first step has written what it is about.</summary>
    /// <returns>False when its process is gone.</returns>
    internal async Task<bool> SetPausedAsync(
        StoredProcess process,
        string query,
        int concurrency,
        bool paused,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            INSERT INTO bulk_reconciles (pid, query, concurrency, paused)
            SELECT pid, @query, @concurrency, @paused FROM processes WHERE pid = @pid
            ON CONFLICT (pid) DO UPDATE SET paused = excluded.paused
            """,
            cancellationToken
        );
        command.With("pid", process.ProcessId).With("query", query).With("concurrency", concurrency).With("paused", paused);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        var change = AuditedChange.Of(paused ? AuditAction.PauseBulkReconcile : AuditAction.ResumeBulkReconcile, process);
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(
        Statement command,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken
    )
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
