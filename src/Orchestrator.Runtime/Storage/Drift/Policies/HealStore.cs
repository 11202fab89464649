using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Drift;

/// <summary>How often rounds have corrected a subscription. Every write of its drift resets that.</summary>
internal sealed class HealStore(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>Sets the attempts back, as SQL, in the statement that writes the drift of a subscription.</summary>
    internal const string Reset = "attempts = 0, healed_states = NULL, next_heal_at = NULL";

    /// <summary>Reads the attempts of a subscription.</summary>
    internal async Task<HealAttempts> FindAsync(Guid subscriptionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT attempts, next_heal_at, healed_states FROM external_drift WHERE subscription_id = @subscription",
            cancellationToken
        );
        await using var row = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        var shown = new ShownRow(row);
        return await row.ReadAsync(cancellationToken)
            ? new(row.GetStoredNumber(0), shown.FindTime(1), shown.FindText(2))
            : HealAttempts.None;
    }

    /// <summary>
    /// Lets the wait begin when corrections of a round have ended, inside the transaction that counts them: one may have taken longer than
    /// its wait.
    /// </summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="bulkId">The bulk reconcile.</param>
    /// <param name="workflow">The workflow of rounds: nothing is written when it is not one.</param>
    /// <param name="subscriptionIds">Those whose correction has ended.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal static async Task EndAsync(
        OrchestratorDbContext database,
        Guid bulkId,
        string workflow,
        IReadOnlyCollection<Guid> subscriptionIds,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (subscriptionIds.Count == 0)
        {
            return;
        }

        var attempts = new List<(Guid SubscriptionId, int Count)>();
        await using (
            var find = await database.CommandAsync(
                $"""
                SELECT d.subscription_id, d.attempts FROM external_drift d
                WHERE d.attempts > 0 AND d.subscription_id IN (SELECT {database.Dialect.JsonTexts("@ids", "uuid")})
                  AND EXISTS (
                    SELECT 1 FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id
                    WHERE p.pid = @pid AND w.name = @workflow)
                ORDER BY d.subscription_id
                """,
                cancellationToken
            )
        )
        {
            find.With("pid", bulkId).With("workflow", workflow).With("ids", JsonSerializer.Serialize(subscriptionIds));
            await using var row = await find.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                attempts.Add((row.GetStoredGuid(0), row.GetStoredNumber(1)));
            }
        }

        foreach (var (subscriptionId, count) in attempts)
        {
            await using var update = await database.CommandAsync(
                "UPDATE external_drift SET next_heal_at = @next WHERE subscription_id = @subscription AND attempts = @count",
                cancellationToken
            );
            await update
                .With("next", now + HealAttempts.WaitAfter(count))
                .With("subscription", subscriptionId)
                .With("count", count)
                .ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Makes the rounds of a product due that wait for its maintenance windows, inside the transaction that changes its policy.
    /// </summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="query">What rounds of the product select.</param>
    /// <param name="workflow">The workflow of rounds.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal static async Task WakeAsync(
        OrchestratorDbContext database,
        string query,
        string workflow,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var update = await database.CommandAsync(
            """
            UPDATE processes SET due_at = @now, waits_since = @now
            WHERE last_status = 'waiting' AND due_at > @now
              AND workflow_id = (SELECT w.workflow_id FROM workflows w WHERE w.name = @workflow)
              AND pid IN (SELECT b.pid FROM bulk_reconciles b WHERE b.query = @query)
            """,
            cancellationToken
        );
        await update.With("now", now).With("workflow", workflow).With("query", query).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes the attempts of a subscription, inside the transaction that starts one.</summary>
    internal static async Task WriteAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        HealAttempts attempts,
        CancellationToken cancellationToken
    )
    {
        await using var update = await database.CommandAsync(
            "UPDATE external_drift SET attempts = @count, next_heal_at = @next, healed_states = @states "
                + "WHERE subscription_id = @subscription",
            cancellationToken
        );
        await update
            .With("count", attempts.Count)
            .With("next", attempts.NextAt)
            .With("states", attempts.States)
            .With("subscription", subscriptionId)
            .ExecuteNonQueryAsync(cancellationToken);
    }
}
