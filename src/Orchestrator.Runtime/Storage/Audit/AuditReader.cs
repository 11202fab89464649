using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Audit;

/// <summary>Reads the audit, and deletes what is too old.</summary>
internal sealed class AuditReader(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
)
{
    /// <summary>Reads a part of the entries, and how many there are, as of one moment.</summary>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    internal async Task<AuditPage> ReadAsync(AuditSearch search, CancellationToken cancellationToken)
    {
        PageBounds.Check(search.Skip, search.Take, options.Value.MaxPageSize);
        string[] conditions =
        [
            .. new[]
            {
                search.User is null ? null : "(authenticated_name = @user OR reporter = @user)",
                search.Action is null ? null : "action = @action",
                search.ProcessId is null ? null : "pid = @pid",
                search.SubscriptionId is null ? null : "subscription_id = @subscription",
                search.WorkflowName is null ? null : "workflow_name = @workflow",
                search.From is null ? null : "occurred_at >= @from",
                search.Until is null ? null : "occurred_at < @until",
            }.OfType<string>(),
        ];
        var where = conditions.Length == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        await using var count = await database.CommandAsync($"SELECT COUNT(*) FROM audit_entries {where}", cancellationToken);
        var total = Convert.ToInt32(await Bind(count, search).ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        await using var page = await database.CommandAsync(
            $"""
            SELECT entry_id, occurred_at, authenticated_name, reporter, address, action, pid, subscription_id, object_id, workflow_name,
                reason
            FROM audit_entries {where}
            ORDER BY occurred_at DESC, entry_id DESC
            LIMIT @take OFFSET @skip
            """,
            cancellationToken
        );
        var entries = new List<AuditEntry>();
        await using var reader = await Bind(page, search)
            .With("take", search.Take)
            .With("skip", search.Skip)
            .ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new ShownRow(reader);
            entries.Add(
                new(
                    row.GetGuid(0),
                    row.GetTime(1),
                    reader.GetString(2),
                    row.FindText(3),
                    row.FindText(4),
                    reader.GetString(5),
                    row.FindGuid(6),
                    row.FindGuid(7),
                    row.FindGuid(8),
                    row.FindText(9),
                    row.FindText(10) is { } reason ? CallbackSecrets.Hide(reason) : null
                )
            );
        }

        return new(entries, total);
    }

    /// <summary>Deletes entries that are too old; none if they are kept permanently.</summary>
    internal async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        var retention = options.Value.AuditRetention;
        if (retention != TimeSpan.Zero)
        {
            await transactions.DeleteOldAsync("audit_entries", "entry_id", "occurred_at", time.GetUtcNow() - retention, cancellationToken);
        }
    }

    private static Statement Bind(Statement statement, AuditSearch search)
    {
        _ = search.User is null ? statement : statement.With("user", search.User);
        _ = search.Action is null ? statement : statement.With("action", search.Action);
        _ = search.ProcessId is null ? statement : statement.With("pid", search.ProcessId);
        _ = search.SubscriptionId is null ? statement : statement.With("subscription", search.SubscriptionId);
        _ = search.WorkflowName is null ? statement : statement.With("workflow", search.WorkflowName);
        _ = search.From is null ? statement : statement.With("from", search.From);
        return search.Until is null ? statement : statement.With("until", search.Until);
    }
}
