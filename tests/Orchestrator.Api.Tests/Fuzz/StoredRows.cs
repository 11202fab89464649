using System.Data.Common;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>Looks in the tables for what a request may have left half-written.</summary>
internal static class StoredRows
{
    // Each finds rows that no sound history leaves.
    private static readonly (string What, string Sql)[] Unsound =
    [
        (
            "processes without what they began with",
            "SELECT count(*) FROM processes p WHERE NOT EXISTS (SELECT 1 FROM input_states i WHERE i.pid = p.pid)"
        ),
        (
            "completed processes without a last step",
            "SELECT count(*) FROM processes p WHERE last_status = 'completed' AND NOT EXISTS (SELECT 1 FROM process_steps s "
                + "WHERE s.pid = p.pid AND s.status = 'complete')"
        ),
        (
            "aborted processes without the row that says so",
            "SELECT count(*) FROM processes p WHERE last_status = 'aborted' AND NOT EXISTS (SELECT 1 FROM process_steps s "
                + "WHERE s.pid = p.pid AND s.status = 'abort')"
        ),
        (
            "failed processes without a failed step",
            "SELECT count(*) FROM processes p WHERE last_status = 'failed' AND NOT EXISTS (SELECT 1 FROM process_steps s "
                + "WHERE s.pid = p.pid AND s.status = 'failed')"
        ),
        (
            "processes that await a callback and have no secret",
            "SELECT count(*) FROM processes p WHERE last_status = 'awaiting_callback' AND NOT EXISTS (SELECT 1 "
                + "FROM process_callbacks c WHERE c.pid = p.pid)"
        ),
        (
            "secrets of processes that await none",
            "SELECT count(*) FROM process_callbacks c JOIN processes p ON p.pid = c.pid WHERE p.last_status IN ('completed', 'aborted')"
        ),
        ("steps of no process", "SELECT count(*) FROM process_steps s WHERE NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = s.pid)"),
        ("inputs of no process", "SELECT count(*) FROM input_states i WHERE NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = i.pid)"),
        (
            "links of processes that are not there",
            "SELECT count(*) FROM processes_subscriptions l WHERE NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = l.pid)"
        ),
        (
            "subscriptions without an instance",
            "SELECT count(*) FROM subscriptions s WHERE NOT EXISTS (SELECT 1 FROM subscription_instances i "
                + "WHERE i.subscription_id = s.subscription_id)"
        ),
        (
            "subscriptions that a completed process holds",
            "SELECT count(*) FROM subscriptions s JOIN processes p ON p.pid = s.locked_by WHERE NOT s.insync "
                + "AND p.last_status = 'completed'"
        ),
        (
            "schedules of workflows that are not there",
            "SELECT count(*) FROM schedules s WHERE NOT EXISTS (SELECT 1 FROM workflows w WHERE w.workflow_id = s.workflow_id)"
        ),
        (
            "bulk reconciles of no process",
            "SELECT count(*) FROM bulk_reconciles b WHERE NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = b.pid)"
        ),
        (
            "items of no bulk check",
            "SELECT count(*) FROM bulk_check_items i WHERE NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = i.pid)"
        ),
        (
            "items of no bulk reconcile",
            "SELECT count(*) FROM bulk_reconcile_items i WHERE NOT EXISTS (SELECT 1 FROM bulk_reconciles b WHERE b.pid = i.pid)"
        ),
    ];

    internal static async Task<IReadOnlyList<string>> FindProblemsAsync(DbConnection connection)
    {
        await connection.OpenAsync();
        var problems = new List<string>();
        foreach (var (what, sql) in Unsound)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            var count = Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
            if (count > 0)
            {
                problems.Add($"{count} {what}");
            }
        }

        return problems;
    }
}
