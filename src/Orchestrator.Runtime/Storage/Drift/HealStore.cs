using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Drift;

/// <summary>How often rounds have corrected a subscription. Whoever writes its drift resets that.</summary>
internal sealed class HealStore(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>
    /// Sets the attempts back, as SQL, in the statement that writes the drift of a subscription: once the drift was found to be gone after
    /// the wait. One that is gone right after the attempt may come back.
    /// </summary>
    internal const string Reset = """
        attempts = CASE WHEN excluded.status = 'no_drift' AND external_drift.next_heal_at <= @at THEN 0 ELSE external_drift.attempts END,
        healed_states = CASE WHEN excluded.status = 'no_drift' AND external_drift.next_heal_at <= @at THEN NULL ELSE external_drift.healed_states END,
        next_heal_at = CASE WHEN excluded.status = 'no_drift' AND external_drift.next_heal_at <= @at THEN NULL ELSE external_drift.next_heal_at END
        """;

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

    /// <summary>Writes the attempts of a subscription, inside the transaction that starts one.</summary>
    internal static async Task WriteAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        HealAttempts attempts,
        CancellationToken cancellationToken
    )
    {
        await using var update = await database.CommandAsync(
            "UPDATE external_drift SET attempts = @count, next_heal_at = @next, healed_states = @states WHERE subscription_id = @subscription",
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
