using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Lists processes, without what only the whole process shows: neither states nor tracebacks are read.</summary>
internal sealed class ProcessList(IDbContextFactory<OrchestratorDbContext> databases, IOptions<OrchestratorOptions> options)
{
    private const string NewestFirst = "p.started_at DESC";

    /// <summary>Reads a part of the processes that a search means, and how many they are, as of one moment.</summary>
    /// <exception cref="InvalidRequestException">
    /// The search names an unknown field, contains an invalid value, or exceeds a limit.
    /// </exception>
    internal async Task<ProcessPage> ReadAsync(ProcessSearch search, ReadScope? scope, CancellationToken cancellationToken)
    {
        PageBounds.Check(search.Skip, search.Take, options.Value.MaxPageSize);
        var conditions = ProcessFields.ToConditions(search.Filters);
        string[] order = [.. search.Order.Count == 0 ? [NewestFirst] : ProcessFields.ToOrders(search.Order), "p.pid"];
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var where = ProcessFields.Where(database, conditions, scope);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        await using var count = await database.CommandAsync($"SELECT COUNT(*) FROM processes p {where}", cancellationToken);
        var total = Convert.ToInt32(
            await ProcessFields.Bind(count, conditions, scope).ExecuteScalarAsync(cancellationToken),
            CultureInfo.InvariantCulture
        );
        await using var page = await database.CommandAsync(
            $"""
            SELECT p.pid, p.workflow_id, w.name, w.target, p.is_task, p.created_by, p.assignee, p.last_status, p.last_step,
                   p.failed_reason, p.started_at, p.last_modified_at, p.note
            FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id
            {where}
            ORDER BY {string.Join(", ", order)}
            LIMIT @take OFFSET @skip
            """,
            cancellationToken
        );
        var items = await ReadAsync(
            ProcessFields.Bind(page, conditions, scope).With("take", search.Take).With("skip", search.Skip),
            cancellationToken
        );
        var links = await ProcessSubscriptions.ReadAsync(database, [.. items.Select(static item => item.ProcessId)], cancellationToken);
        return new([.. items.Select(item => item with { SubscriptionIds = [.. links[item.ProcessId]] })], total);
    }

    private static async Task<IReadOnlyList<ProcessSummary>> ReadAsync(Statement statement, CancellationToken cancellationToken)
    {
        var items = new List<ProcessSummary>();
        await using var reader = await statement.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new ShownRow(reader);
            var item = new ProcessSummary(
                row.GetGuid(0),
                row.GetGuid(1),
                reader.GetString(2),
                row.Get(3, Target.System),
                reader.GetBoolean(4),
                row.FindText(5),
                reader.GetString(6),
                row.Get(7, ProcessStatus.InconsistentData),
                row.FindText(8),
                row.FindText(9),
                Traceback: null,
                row.GetTime(10),
                row.GetTime(11),
                row.FindText(12),
                SubscriptionIds: []
            );
            items.Add(
                item with
                {
                    FailedReason = HideAddress(ProcessErrors.ReasonOf(row.Problem, item.FailedReason)),
                    Note = HideAddress(item.Note),
                }
            );
        }

        return items;

        static string? HideAddress(string? text) => text is null ? null : CallbackSecrets.Hide(text);
    }
}
