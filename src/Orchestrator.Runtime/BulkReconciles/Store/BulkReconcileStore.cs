using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Catalog;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Search;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// Reads and writes bulk reconciles. Their counts stand in their own row and change in the transaction that changes what they count; only
/// what runs is looked at. A transaction that changes both locks that row first, then processes, then items.
/// </summary>
internal sealed class BulkReconcileStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    WorkflowCatalog catalog,
    INotifications notifications,
    TimeProvider time
)
{
    /// <summary>The code of the conflict with a brake that was pulled, a pause or a cancellation.</summary>
    internal const string NotNow = "bulk_reconcile_starts_nothing";

    /// <summary>
    /// The processes of a task that have not ended, as SQL: few, and an index has these. A task asks no one anything, so it is neither
    /// suspended nor called back.
    /// </summary>
    /// <param name="condition">Which tasks, on the column <c>name</c> of a row <c>w</c> of <c>workflows</c>.</param>
    internal static string Unfinished(string condition) =>
        "SELECT p.pid FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id "
        + $"WHERE p.last_status IN ('created', 'running', 'resumed', 'waiting') AND {condition}";

    /// <summary>The rounds of a product that have decided what they correct and have not ended.</summary>
    internal static readonly string OtherRound =
        $"SELECT b.pid FROM bulk_reconciles b WHERE b.pid IN ({Unfinished($"w.name = '{BulkReconcileWorkflow.HealName}'")}) "
        + "AND b.query = @query";

    private static readonly string Reconcile = WireName.Of(Target.Reconcile);

    // Neither made yet, nor gone: for these there is nothing to reconcile.
    private static readonly string NotInUse =
        $"'{WireName.Of(SubscriptionLifecycle.Initial)}', '{WireName.Of(SubscriptionLifecycle.Terminated)}'";

    /// <summary>
    /// No join inside the condition and no second column of the order: SQLite would read all items of the bulk reconcile for each of them,
    /// at each look.
    /// </summary>
    internal const string NextToStart = """
        SELECT i.subscription_id, s.product_id
        FROM bulk_reconcile_items i LEFT JOIN subscriptions s ON s.subscription_id = i.subscription_id
        WHERE i.pid = @pid AND i.reconcile_id IS NULL AND i.refusal IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM bulk_reconcile_relations r
            WHERE r.pid = i.pid AND r.subscription_id = i.subscription_id AND EXISTS (
                SELECT 1 FROM bulk_reconcile_items o
                WHERE o.pid = r.pid AND o.subscription_id = r.before_id AND o.outcome IS NULL AND o.refusal IS NULL))
        ORDER BY i.position LIMIT @limit
        """;

    /// <summary>Finds the subscriptions that a search means, of those that are named and that a user sees.</summary>
    internal async Task<IReadOnlyList<Guid>> SelectAsync(
        string query,
        NamedSubscriptions named,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var expression = BulkReconcileQuery.Parse(query, catalog);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var values = new SqlValues();
        var seen = scope is null ? "" : $"AND {Visibility.OfSubscription(database, "s")}";
        string In(IReadOnlyList<Guid> ids) =>
            $"IN (SELECT {database.Dialect.JsonTexts(values.Add(JsonSerializer.Serialize(ids)), "uuid")})";
        var only = named.Only is { } meant ? $"AND s.subscription_id {In(meant)}" : "";
        var except = named.Except.Count > 0 ? $"AND s.subscription_id NOT {In(named.Except)}" : "";
        await using var command = await database.CommandAsync(
            $"""
            SELECT s.subscription_id FROM subscriptions s
            WHERE {new SubscriptionQuery(database.Dialect, values).ToSql(expression)} {seen} {only} {except}
              AND s.status NOT IN ({NotInUse})
              AND EXISTS (
                SELECT 1 FROM products_workflows l JOIN workflows w ON w.workflow_id = l.workflow_id
                WHERE l.product_id = s.product_id AND w.deleted_at IS NULL AND w.target = '{Reconcile}')
            """,
            cancellationToken
        );
        var bound = values.Bind(command);
        return await (scope is null ? bound : bound.With(scope)).ReadAllAsync(static row => row.GetStoredGuid(0), cancellationToken);
    }

    /// <summary>
    /// Writes what one is about, inside the transaction of its step. It is there already when it was paused before it began.
    /// </summary>
    internal static async Task CreateAsync(
        OrchestratorDbContext database,
        Guid processId,
        BulkReconcileAsked asked,
        IReadOnlyCollection<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        await BulkReconcileRows.InsertAsync(database, processId, asked, isDecided: true, cancellationToken);
        await BulkReconcileItems.AddAsync(
            database,
            processId,
            "total = @total, to_start = @total",
            command => command.With("total", subscriptionIds.Count),
            cancellationToken
        );
        await using var items = await database.CommandAsync(
            $"INSERT INTO bulk_reconcile_items (pid, subscription_id) SELECT @pid, {database.Dialect.JsonTexts("@ids", "uuid")}",
            cancellationToken
        );
        await items.With("pid", processId).With("ids", JsonSerializer.Serialize(subscriptionIds)).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes the reason of a start as the note of its process, inside the transaction that makes it.</summary>
    internal async Task AnnotateAsync(
        OrchestratorDbContext database,
        Guid processId,
        string reason,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        await using var update = await database.CommandAsync("UPDATE processes SET note = @note WHERE pid = @pid", cancellationToken);
        await update
            .With("pid", processId)
            .With("note", StorableText.Start(reason, Limits.MaxNoteLength))
            .ExecuteNonQueryAsync(cancellationToken);
        var change = new AuditedChange(AuditAction.AnnotateProcess)
        {
            ProcessId = processId,
            WorkflowName = BulkReconcileWorkflow.Name,
            Reason = reason,
        };
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Finds another round of the same product that has decided what it corrects and has not ended.</summary>
    internal static Task<Guid?> FindOtherRoundAsync(
        OrchestratorDbContext database,
        Guid processId,
        string query,
        CancellationToken cancellationToken
    ) => FindRoundAsync(database, processId, query, "b.pid <> @pid", cancellationToken);

    /// <summary>
    /// Whether a round has to wait for another one of the same product, which there is when it had failed and a person retries it. Of two,
    /// the later one continues, so that they never wait for each other; one that is paused is decided about by a person first.
    /// </summary>
    internal static async Task<bool> IsBehindOtherRoundAsync(
        OrchestratorDbContext database,
        Guid processId,
        string query,
        CancellationToken cancellationToken
    ) => await FindRoundAsync(database, processId, query, "(b.pid > @pid OR (b.pid <> @pid AND b.paused))", cancellationToken) is not null;

    /// <inheritdoc cref="IsBehindOtherRoundAsync(OrchestratorDbContext, Guid, string, CancellationToken)"/>
    internal async Task<bool> IsBehindOtherRoundAsync(Guid processId, string query, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await IsBehindOtherRoundAsync(database, processId, query, cancellationToken);
    }

    private static async Task<Guid?> FindRoundAsync(
        OrchestratorDbContext database,
        Guid processId,
        string query,
        string condition,
        CancellationToken cancellationToken
    )
    {
        await using var find = await database.CommandAsync($"{OtherRound} AND {condition} LIMIT 1", cancellationToken);
        return await BulkReconcileItems.FirstAsync(find.With("query", query).With("pid", processId), cancellationToken);
    }

    /// <summary>Reads how far one is; null before its first step has written what it is about.</summary>
    internal async Task<StoredBulkReconcile?> FindAsync(Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await BulkReconcileRows.FindAsync(database, processId, cancellationToken);
    }

    /// <summary>Counts those that have ended since the last time: each is looked at until then, and no longer.</summary>
    internal Task CountEndedAsync(Guid processId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (database, token) =>
            {
                await BulkReconcileItems.HoldAsync(database, "pid = @pid", processId, token);
                return await BulkReconcileRows.CountEndedAsync(database, processId, time.GetUtcNow(), token);
            },
            cancellationToken
        );

    /// <summary>
    /// Does what follows from how far one is, unless that has changed meanwhile: pulls a brake, or begins the next wave.
    /// </summary>
    /// <returns>False when it has changed meanwhile.</returns>
    internal async Task<bool> TakeAsync(Guid processId, BulkReconcileMove expected, CancellationToken cancellationToken) =>
        await transactions.RunAsync<object>(
            async (database, token) =>
            {
                await BulkReconcileItems.HoldAsync(database, "pid = @pid", processId, token);
                var now = time.GetUtcNow();
                if (
                    await BulkReconcileRows.FindAsync(database, processId, token) is not { } bulk
                    || BulkReconcileMove.Decide(bulk, now) is not { } move
                    || move.GetType() != expected.GetType()
                )
                {
                    return null;
                }

                await BulkReconcileRows.TakeAsync(database, processId, move, now, token);
                if (move is BulkReconcileMove.Pull pull)
                {
                    var data = new JsonObject
                    {
                        ["process_id"] = processId,
                        ["query"] = bulk.Selection.Query,
                        ["brake"] = pull.Brake,
                        ["reason"] = pull.Reason,
                    };
                    await notifications.WriteAsync(database, NotificationType.BrakePulled, data, token);
                }

                return move;
            },
            cancellationToken
        )
            is not null;

    /// <summary>
    /// The next subscriptions for which nothing was started yet, with their products; null for one that is gone.
    /// </summary>
    internal async Task<IReadOnlyList<(Guid SubscriptionId, Guid? ProductId)>> ReadToStartAsync(
        Guid processId,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(NextToStart, cancellationToken);
        return await command
            .With("pid", processId)
            .With("limit", limit)
            .ReadAllAsync(static row => (row.GetStoredGuid(0), row.IsDBNull(1) ? (Guid?)null : row.GetStoredGuid(1)), cancellationToken);
    }

    /// <summary>
    /// Whether a related subscription of the same bulk reconcile is under way, which locks this one until it has ended and was counted.
    /// </summary>
    internal async Task<bool> IsHeldUpAsync(Guid processId, Guid subscriptionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT 1 FROM (
                SELECT before_id AS other FROM bulk_reconcile_relations WHERE pid = @pid AND subscription_id = @subscription
                UNION ALL
                SELECT subscription_id FROM bulk_reconcile_relations WHERE pid = @pid AND before_id = @subscription) r
            JOIN bulk_reconcile_items o ON o.pid = @pid AND o.subscription_id = r.other
            WHERE o.reconcile_id IS NOT NULL AND o.outcome IS NULL
            LIMIT 1
            """,
            cancellationToken
        );
        command.With("pid", processId).With("subscription", subscriptionId);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
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
                    "UPDATE bulk_reconcile_items SET refusal = @reason, locked_by = @owner WHERE pid = @pid AND subscription_id = "
                        + "@subscription AND reconcile_id IS NULL AND refusal IS NULL",
                    token
                );
                command.With("reason", StorableText.Start(refusal.Reason, Limits.MaxRejectionLength)).With("owner", refusal.LockedBy);
                return await command.With("pid", processId).With("subscription", subscriptionId).ExecuteNonQueryAsync(token) > 0
                    ? true
                    : null;
            },
            cancellationToken
        );

    /// <summary>
    /// Pauses one or lets it continue, also before its first step has written what it is about. One that a brake has paused continues as if
    /// what has pulled the brake had not happened.
    /// </summary>
    /// <returns>False when its process is gone.</returns>
    internal async Task<bool> SetPausedAsync(
        StoredProcess process,
        BulkReconcileAsked asked,
        bool paused,
        string? reason,
        Caller user,
        CancellationToken cancellationToken
    ) =>
        await transactions.RunAsync<bool?>(
            async (database, token) =>
            {
                if (!await BulkReconcileRows.InsertAsync(database, process.ProcessId, asked, isDecided: false, token))
                {
                    return null;
                }

                await BulkReconcileItems.HoldAsync(database, "pid = @pid", process.ProcessId, token);
                var now = time.GetUtcNow();
                await (
                    paused
                        ? BulkReconcileRows.PauseAsync(database, process.ProcessId, new(Brake: null, reason, user.Name, now), token)
                        : BulkReconcileRows.ResumeAsync(database, process.ProcessId, now, token)
                );
                var action = paused ? AuditAction.PauseBulkReconcile : AuditAction.ResumeBulkReconcile;
                await AuditLog.WriteAsync(database, user, AuditedChange.Of(action, process, reason), now, token);
                return true;
            },
            cancellationToken
        ) ?? false;
}
