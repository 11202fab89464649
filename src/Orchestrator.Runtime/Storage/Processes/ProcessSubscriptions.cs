using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>The links between processes and subscriptions.</summary>
internal static class ProcessSubscriptions
{
    /// <summary>Links a process to a subscription, inside the step's transaction. A link that is there already stays as it is.</summary>
    internal static async Task LinkAsync(
        OrchestratorDbContext database,
        Guid processId,
        Guid subscriptionId,
        Target target,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            INSERT INTO processes_subscriptions (id, pid, subscription_id, created_at, workflow_target)
            SELECT @id, @pid, subscription_id, @now, @target FROM subscriptions
            WHERE subscription_id = @subscription
              AND NOT EXISTS (SELECT 1 FROM processes_subscriptions WHERE pid = @pid AND subscription_id = @subscription)
            """,
            cancellationToken
        );
        command
            .With("id", Guid.CreateVersion7(now))
            .With("pid", processId)
            .With("subscription", subscriptionId)
            .With("now", now)
            .With("target", WireName.Of(target));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the subscriptions of processes, of each the first one first.</summary>
    internal static async Task<ILookup<Guid, Guid>> ReadAsync(
        OrchestratorDbContext database,
        IReadOnlyCollection<Guid> processIds,
        CancellationToken cancellationToken
    )
    {
        var links = new List<(Guid Process, Guid Subscription)>();
        foreach (var part in processIds.Chunk(Limits.MaxRowsPerStatement))
        {
            var parameters = string.Join(", ", part.Select(static (_, index) => $"@pid{index}"));
            await using var statement = await database.CommandAsync(
                $"SELECT pid, subscription_id FROM processes_subscriptions WHERE pid IN ({parameters}) ORDER BY created_at",
                cancellationToken
            );
            foreach (var (index, processId) in part.Index())
            {
                statement.With($"pid{index}", processId);
            }

            await using var row = await statement.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                var link = new ShownRow(row);
                links.Add((link.GetGuid(0), link.GetGuid(1)));
            }
        }

        return links.ToLookup(static link => link.Process, static link => link.Subscription);
    }
}
