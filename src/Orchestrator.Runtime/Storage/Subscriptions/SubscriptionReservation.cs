using System.Text.Json;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>
/// Between its start and its lock step a process has reserved its subscription: of those that start at once one is created, and the others
/// are refused. A reservation is the process's own row and nothing besides, so one that fails, is aborted or is deleted before it has
/// locked leaves none behind.
/// </summary>
internal static class SubscriptionReservation
{
    /// <summary>
    /// Whether a process that has reserved a subscription still does. Together with its subscription, the first line is the filter of the
    /// index.
    /// </summary>
    private const string IsHolder = """
        r.last_status IN ('created', 'running', 'resumed')
          AND NOT EXISTS (
            SELECT 1 FROM process_steps k
            WHERE k.pid = r.pid AND k.step_key = 'orchestrator.lock_subscription' AND k.status = 'success'
          )
        """;

    /// <summary>The SQL for the processes that have reserved the subscription <c>@subscription</c>.</summary>
    private const string Holders =
        $"SELECT r.pid, r.last_status FROM processes r WHERE r.reserved_subscription_id = @subscription AND {IsHolder}";

    /// <summary>The SQL that is true when another process than <c>@process</c> has reserved the subscription.</summary>
    internal const string HasOther = $"EXISTS ({Holders} AND r.pid <> @process)";

    /// <summary>Holds the subscription's row until the transaction ends, and looks whether a process may reserve it.</summary>
    /// <exception cref="SubscriptionException">It is out of sync, or reserved; the exception names the process.</exception>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    internal static async Task CheckAsync(OrchestratorDbContext database, Guid subscriptionId, CancellationToken cancellationToken)
    {
        var (inSync, owner) = await SubscriptionLock.HoldRowAsync(database, subscriptionId, cancellationToken);
        var holder = inSync ? await FindAsync(database, subscriptionId, cancellationToken) : owner;
        if (!inSync || holder is not null)
        {
            throw new SubscriptionException(
                "subscription_out_of_sync",
                $"Subscription {subscriptionId} is taken: {LockHolder.Describe(holder?.ProcessId, holder?.Status, subscriptionId)}."
            )
            {
                LockedBy = holder?.ProcessId,
                LockedByStatus = holder?.Status,
            };
        }
    }

    /// <summary>
    /// Holds the rows of some subscriptions until the transaction ends, and finds which of them are taken, and by which process. A row that
    /// someone else holds just now is left out: a transaction that waits for one while it holds others could cause a deadlock.
    /// </summary>
    internal static async Task<IReadOnlyDictionary<Guid, (bool IsTaken, LockHolder? Holder)>> HoldManyAsync(
        OrchestratorDbContext database,
        IReadOnlyCollection<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        var ids = JsonSerializer.Serialize(subscriptionIds);
        var held = new Dictionary<Guid, (bool IsTaken, LockHolder? Holder)>();
        await using (
            var hold = await database.CommandAsync(
                $"SELECT subscription_id, insync, locked_by, {SubscriptionLock.HolderStatus} FROM subscriptions "
                    + $"WHERE subscription_id IN (SELECT {database.Dialect.JsonTexts("@ids", "uuid")}){database.Dialect.FreeRowLock}",
                cancellationToken
            )
        )
        {
            await using var row = await hold.With("ids", ids).ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                held.Add(row.GetStoredGuid(0), (!row.GetBoolean(1), SubscriptionLock.ReadHolder(row, 2)));
            }
        }

        // A statement of its own: it also sees what was committed before a row was held.
        await using var find = await database.CommandAsync(
            "SELECT r.reserved_subscription_id, r.pid, r.last_status FROM processes r WHERE r.reserved_subscription_id IN (SELECT "
                + $"{database.Dialect.JsonTexts("@ids", "uuid")}) AND {IsHolder}",
            cancellationToken
        );
        await using var holder = await find.With("ids", ids).ExecuteReaderAsync(cancellationToken);
        while (await holder.ReadAsync(cancellationToken))
        {
            var subscriptionId = holder.GetStoredGuid(0);
            if (held.TryGetValue(subscriptionId, out var found) && !found.IsTaken)
            {
                held[subscriptionId] = (IsTaken: true, SubscriptionLock.ReadHolder(holder, 1));
            }
        }

        return held;
    }

    /// <summary>Finds the process that has reserved a subscription; null for none.</summary>
    internal static async Task<LockHolder?> FindAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync($"{Holders} ORDER BY r.started_at, r.pid LIMIT 1", cancellationToken);
        await using var row = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? SubscriptionLock.ReadHolder(row, 0) : null;
    }
}
