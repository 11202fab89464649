using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine;

namespace Orchestrator.Storage.Processes;

/// <summary>Lists processes.</summary>
internal sealed class ProcessList(IDbContextFactory<OrchestratorDbContext> databases)
{
    private const string NewestFirst = "p.started_at DESC";

    /// <summary>Reads a part of the processes that a search means, and how many they are, as of one moment.</summary>
    /// <exception cref="InvalidRequestException">The search names an unknown field, or gives it a value that it can not have.</exception>
    internal async Task<ProcessPage> ReadAsync(ProcessSearch search, CancellationToken cancellationToken)
    {
        var conditions = search.Filters.Select(ProcessFields.ToCondition).ToList();
        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions.Select(static condition => condition.Sql))}";
        string[] order = [.. search.Order.Count == 0 ? [NewestFirst] : search.Order.Select(ProcessFields.ToOrder), "p.pid"];
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        await using var count = await database.CommandAsync($"SELECT COUNT(*) FROM processes p {where}", cancellationToken);
        var total = Convert.ToInt32(await Bind(count, conditions).ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        await using var page = await database.CommandAsync(
            $"""
            SELECT p.pid, p.workflow_id, w.name, w.target, p.is_task, p.created_by, p.assignee, p.last_status, p.last_step,
                   p.failed_reason, p.traceback, p.started_at, p.last_modified_at, p.note
            FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id
            {where}
            ORDER BY {string.Join(", ", order)}
            LIMIT @take OFFSET @skip
            """,
            cancellationToken);
        var items = await ReadAsync(Bind(page, conditions).With("take", search.Take).With("skip", search.Skip), cancellationToken);
        var links = await ProcessSubscriptions.ReadAsync(database, [.. items.Select(static item => item.ProcessId)], cancellationToken);
        return new([.. items.Select(item => item with { SubscriptionIds = [.. links[item.ProcessId]] })], total);
    }

    private static Statement Bind(Statement statement, IEnumerable<ProcessFields.Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            condition.Bind(statement);
        }

        return statement;
    }

    private static async Task<IReadOnlyList<ProcessSummary>> ReadAsync(Statement statement, CancellationToken cancellationToken)
    {
        var items = new List<ProcessSummary>();
        await using var row = await statement.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
            items.Add(new(
                row.GetStoredGuid(0),
                row.GetStoredGuid(1),
                row.GetString(2),
                WireName.Parse<Target>(row.GetString(3)),
                row.GetBoolean(4),
                Text(5),
                row.GetString(6),
                WireName.Parse<ProcessStatus>(row.GetString(7)),
                Text(8),
                Text(9),
                Text(10),
                row.GetStoredTime(11),
                row.GetStoredTime(12),
                Text(13),
                SubscriptionIds: []));
        }

        return items;
    }
}
