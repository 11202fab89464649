namespace Orchestrator.Storage.Processes;

/// <summary>The links between processes and subscriptions.</summary>
internal static class ProcessSubscriptions
{
    /// <summary>Links a process to a subscription, inside the step's transaction. A link that is there already stays as it is.</summary>
    internal static async Task LinkAsync(OrchestratorDbContext database, Guid processId, Guid subscriptionId, Target target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync(
            """
            INSERT INTO processes_subscriptions (id, pid, subscription_id, created_at, workflow_target)
            SELECT @id, @pid, subscription_id, @now, @target FROM subscriptions
            WHERE subscription_id = @subscription
              AND NOT EXISTS (SELECT 1 FROM processes_subscriptions WHERE pid = @pid AND subscription_id = @subscription)
            """,
            cancellationToken);
        command.With("id", Guid.CreateVersion7(now)).With("pid", processId).With("subscription", subscriptionId).With("now", now).With("target", WireName.Of(target));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
