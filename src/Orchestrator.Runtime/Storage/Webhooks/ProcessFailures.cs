using System.Text.Json.Nodes;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Webhooks;

/// <summary>Tells webhooks that a process has failed, in the transaction in which it fails.</summary>
internal sealed class ProcessFailures(INotifications notifications)
{
    /// <summary>Whether any webhook is told.</summary>
    internal bool AreWanted => notifications.AreWanted(NotificationType.ProcessFailed);

    /// <summary>Whether a process with a status has failed.</summary>
    internal static bool IsFailure(ProcessStatus status) =>
        status is ProcessStatus.Failed or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData;

    /// <summary>Writes the deliveries about a process that has failed in this transaction.</summary>
    internal async Task WriteAsync(OrchestratorDbContext database, Guid processId, CancellationToken cancellationToken)
    {
        if (AreWanted)
        {
            await notifications.WriteAsync(
                database,
                NotificationType.ProcessFailed,
                await ReadAsync(database, processId, cancellationToken),
                cancellationToken
            );
        }
    }

    private static async Task<JsonObject> ReadAsync(OrchestratorDbContext database, Guid processId, CancellationToken cancellationToken)
    {
        await using var read = await database.CommandAsync(
            """
            SELECT w.name, p.is_task, p.last_status, p.last_step, p.failed_reason, p.created_by, s.subscription_id
            FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id
            LEFT JOIN processes_subscriptions s ON s.pid = p.pid
            WHERE p.pid = @pid
            """,
            cancellationToken
        );
        var data = new JsonObject { ["process_id"] = processId };
        var subscriptions = new JsonArray();
        await using var row = await read.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            data["workflow_name"] = row.GetString(0);
            data["is_task"] = row.GetBoolean(1);
            data["status"] = row.GetString(2);
            data["step"] = Text(3);
            data["failed_reason"] = Text(4) is { } reason ? CallbackSecrets.Hide(reason) : null;
            data["created_by"] = Text(5);
            if (!row.IsDBNull(6))
            {
                subscriptions.Add((JsonNode)row.GetStoredGuid(6));
            }
        }

        data["subscription_ids"] = subscriptions;
        return data;

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
