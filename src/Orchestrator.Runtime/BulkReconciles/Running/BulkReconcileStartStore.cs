using System.Text.Json;
using Orchestrator.Forms;
using Orchestrator.Forms.Pages;
using Orchestrator.Products.Actions;
using Orchestrator.Storage;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// Writes reconciles of a bulk reconcile, several in one transaction. It holds the row of the bulk reconcile from its beginning, so of all
/// that start something for it at once each sees those before it: what was promised is kept exactly.
/// </summary>
internal sealed class BulkReconcileStartStore(WriteTransactions transactions, NewProcessStore processes, TimeProvider time)
{
    /// <summary>
    /// Writes as many of some reconciles as the bulk reconcile may start now. Each of the others is refused, or left to the next look: the
    /// row of its subscription is held by someone, another host has started it, or there is no room.
    /// </summary>
    /// <exception cref="ConflictException">It starts nothing now: <see cref="BulkReconcileStore.NotNow"/>.</exception>
    internal async Task<StartedReconciles> StartAsync(
        Guid bulkId,
        IReadOnlyList<PreparedReconcile> prepared,
        CancellationToken cancellationToken
    ) =>
        await transactions.RunAsync<StartedReconciles>(
            async (database, token) =>
            {
                await BulkReconcileItems.HoldAsync(database, "pid = @pid", bulkId, token);
                var now = time.GetUtcNow();
                if (
                    await BulkReconcileRows.FindAsync(database, bulkId, token) is not { } bulk
                    || BulkReconcileMove.Decide(bulk, now) is not BulkReconcileMove.Start start
                )
                {
                    throw new ConflictException(BulkReconcileStore.NotNow, $"Bulk reconcile {bulkId} starts nothing more for now.");
                }

                var open = await FindOpenAsync(database, bulkId, prepared, token);
                var held = await SubscriptionReservation.HoldManyAsync(database, open, token);
                var pauses = await DriftPauseStore.FindForStartAsync(database, held.Keys, now, token);
                var started = new List<PreparedReconcile>();
                var refused = new List<(Guid, OrchestratorException)>();
                foreach (var reconcile in prepared.Where(reconcile => held.ContainsKey(reconcile.SubscriptionId)).Take(start.Room))
                {
                    var (isTaken, holder) = held[reconcile.SubscriptionId];
                    if (isTaken && reconcile.Process.Reserves is not null)
                    {
                        refused.Add((reconcile.SubscriptionId, Refuse(reconcile.SubscriptionId, holder)));
                    }
                    else if (pauses.TryGetValue(reconcile.SubscriptionId, out var pause))
                    {
                        refused.Add((reconcile.SubscriptionId, new ConflictException("reconcile_paused", pause.Describe())));
                    }
                    else
                    {
                        await (reconcile.AlsoWrite?.Invoke(database, reconcile.Process.ProcessId, token) ?? Task.CompletedTask);
                        await processes.WriteAsync(database, reconcile.Process, token);
                        started.Add(reconcile);
                    }
                }

                await LinkAsync(database, bulkId, started, token);
                return new([.. started.Select(static reconcile => reconcile.Process)], refused);
            },
            cancellationToken
        ) ?? throw new InvalidOperationException("A transaction that keeps what it has written gives what that is.");

    private static FormInvalidException Refuse(Guid subscriptionId, LockHolder? holder) =>
        SubscriptionPage.RefuseOutOfSync(subscriptionId, holder?.ProcessId, holder?.Status);

    /// <summary>The subscriptions for which nothing was started or refused yet. The row that is held keeps that true.</summary>
    private static async Task<IReadOnlyList<Guid>> FindOpenAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        IReadOnlyList<PreparedReconcile> prepared,
        CancellationToken cancellationToken
    )
    {
        await using var find = await database.CommandAsync(
            "SELECT subscription_id FROM bulk_reconcile_items WHERE pid = @pid AND reconcile_id IS NULL AND refusal IS NULL AND "
                + $"subscription_id IN (SELECT {database.Dialect.JsonTexts("@ids", "uuid")})",
            cancellationToken
        );
        return await find.With("pid", bulkId)
            .With("ids", JsonSerializer.Serialize(prepared.Select(static reconcile => reconcile.SubscriptionId)))
            .ReadAllAsync(static row => row.GetStoredGuid(0), cancellationToken);
    }

    /// <summary>Notes which process reconciles which subscription. The texts are few: as many as reconciles are started together.</summary>
    private static async Task LinkAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        List<PreparedReconcile> started,
        CancellationToken cancellationToken
    )
    {
        if (started.Count == 0)
        {
            return;
        }

        await BulkReconcileItems.AddAsync(
            database,
            bulkId,
            "to_start = to_start - @count",
            command => command.With("count", started.Count),
            cancellationToken
        );
        await using var link = await database.CommandAsync(
            $"""
            UPDATE bulk_reconcile_items SET reconcile_id = CASE subscription_id {string.Concat(
                started.Select(static (_, index) => $"WHEN @s{index} THEN @r{index} ")
            )}END
            WHERE pid = @pid AND subscription_id IN ({string.Join(", ", started.Select(static (_, index) => $"@s{index}"))})
            """,
            cancellationToken
        );
        link.With("pid", bulkId);
        foreach (var (index, reconcile) in started.Index())
        {
            link.With($"s{index}", reconcile.SubscriptionId).With($"r{index}", reconcile.Process.ProcessId);
        }

        await link.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A reconcile that may be started as far as its own subscription is concerned.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Process">The process.</param>
/// <param name="AlsoWrite">What its transaction writes as well; null for nothing.</param>
internal sealed record PreparedReconcile(Guid SubscriptionId, NewProcess Process, AlsoWrite? AlsoWrite);

/// <summary>What has become of reconciles that were to be started.</summary>
/// <param name="Started">The processes that are committed.</param>
/// <param name="Refused">The subscriptions for which nothing can be started, each with the reason.</param>
internal sealed record StartedReconciles(
    IReadOnlyList<NewProcess> Started,
    IReadOnlyList<(Guid SubscriptionId, OrchestratorException Reason)> Refused
);
