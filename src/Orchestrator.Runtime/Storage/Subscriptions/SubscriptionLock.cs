using System.Data.Common;
using System.Text.Json;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>
/// The in-sync flag as a lock. Taking it is one conditional update, so of any number of processes that try at once exactly one gets it; it
/// knows its owner, so that no one else can release it.
/// </summary>
internal static class SubscriptionLock
{
    /// <summary>The SQL for the status of the process that a row of subscriptions names.</summary>
    internal const string HolderStatus = "(SELECT p.last_status FROM processes p WHERE p.pid = subscriptions.locked_by)";

    /// <summary>
    /// Takes a subscription that is in sync, inside the caller's transaction. The process that holds it already holds it still.
    /// </summary>
    /// <exception cref="SubscriptionException">It is out of sync; the message names the process that holds it.</exception>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    internal static async Task LockAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        while (
            !await UpdateAsync(
                database,
                "insync = FALSE, locked_by = @process",
                "insync = TRUE",
                subscriptionId,
                processId,
                cancellationToken
            )
        )
        {
            var (inSync, holder) = await FindHolderAsync(database, subscriptionId, rowLock: "", cancellationToken);
            if (holder?.ProcessId == processId)
            {
                return;
            }

            if (inSync)
            {
                // It was given back between the two looks, so there is no one to name and nothing to refuse.
                continue;
            }

            throw new SubscriptionException(
                "subscription_out_of_sync",
                $"Subscription {subscriptionId} is already out of sync, cannot continue: "
                    + $"{LockHolder.Describe(holder?.ProcessId, holder?.Status, subscriptionId)}."
            )
            {
                LockedBy = holder?.ProcessId,
            };
        }
    }

    /// <summary>
    /// Locks a subscription that is in sync or that no one holds; otherwise leaves it with its owner, or with the start that reserved it.
    /// </summary>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    internal static async Task TryLockAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        // First the row alone: a statement that waits for a concurrent reservation would not see that reservation.
        _ = await HoldRowAsync(database, subscriptionId, cancellationToken);
        await UpdateAsync(
            database,
            "insync = FALSE, locked_by = @process",
            $"(insync = TRUE OR locked_by IS NULL) AND NOT {SubscriptionReservation.HasOther}",
            subscriptionId,
            processId,
            cancellationToken
        );
    }

    /// <summary>Puts a subscription in sync if this process holds it.</summary>
    internal static Task<bool> UnlockAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        Guid processId,
        CancellationToken cancellationToken
    ) => UpdateAsync(database, "insync = TRUE, locked_by = NULL", "locked_by = @process", subscriptionId, processId, cancellationToken);

    private static async Task<bool> UpdateAsync(
        OrchestratorDbContext database,
        string set,
        string condition,
        Guid subscriptionId,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"UPDATE subscriptions SET {set} WHERE subscription_id = @subscription AND {condition}",
            cancellationToken
        );
        return await command.With("subscription", subscriptionId).With("process", processId).ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Reads who holds a subscription, and lets no one else change its row until the transaction ends.</summary>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    internal static Task<(bool InSync, LockHolder? Holder)> HoldRowAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    ) => FindHolderAsync(database, subscriptionId, database.Dialect.RowLock, cancellationToken);

    /// <summary>
    /// Locks the rows of some subscriptions as their change does, in the order of their ids: who only refers to them does not wait.
    /// </summary>
    internal static async Task HoldManyAsync(
        OrchestratorDbContext database,
        IReadOnlyCollection<Guid> subscriptionIds,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT subscription_id FROM subscriptions WHERE subscription_id IN (SELECT "
                + $"{database.Dialect.JsonTexts("@ids", "uuid")}) ORDER BY subscription_id{database.Dialect.ChangeLock}",
            cancellationToken
        );
        await command.With("ids", JsonSerializer.Serialize(subscriptionIds)).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the holder from its column and that of <see cref="HolderStatus"/>, which follows it; null for none.</summary>
    internal static LockHolder? ReadHolder(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : new(row.GetStoredGuid(column), row.IsDBNull(column + 1) ? null : row.GetString(column + 1));

    /// <summary>Reads who holds a subscription.</summary>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    internal static async Task<(bool InSync, LockHolder? Holder)> FindHolderAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        string rowLock,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            $"SELECT insync, locked_by, {HolderStatus} FROM subscriptions WHERE subscription_id = @subscription{rowLock}",
            cancellationToken
        );
        await using var row = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetBoolean(0), ReadHolder(row, 1))
            : throw SubscriptionErrors.NotFound(subscriptionId);
    }
}
