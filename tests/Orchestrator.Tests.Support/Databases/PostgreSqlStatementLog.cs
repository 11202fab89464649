using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Orchestrator.Tests.Support;

/// <summary>Records every statement that the driver sends to one database, whoever sent it.</summary>
internal sealed class StatementLog
{
    private static readonly ConcurrentDictionary<string, StatementLog> Logs = new(StringComparer.Ordinal);
    private static readonly ActivityListener Listener = Listen();

    private readonly ConcurrentQueue<string> _statements = new();

    internal IReadOnlyList<string> Statements => [.. _statements];

    /// <summary>The statements that write.</summary>
    internal IReadOnlyList<string> Writes => [.. _statements.Where(static sql => sql.StartsWith("INSERT", StringComparison.Ordinal) || sql.StartsWith("UPDATE", StringComparison.Ordinal) || sql.StartsWith("DELETE", StringComparison.Ordinal))];

    internal static StatementLog Of(TestDatabase database)
    {
        Assert.NotNull(Listener);
        return Logs[new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!] = new();
    }

    /// <summary>The driver reports by itself.</summary>
    internal void Attach(DbContextOptionsBuilder _) => Clear();

    internal void Clear() => _statements.Clear();

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Npgsql",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = static activity =>
            {
                if (activity.GetTagItem("db.namespace") is string database && Logs.TryGetValue(database, out var log) && activity.GetTagItem("db.query.text") is string sql)
                {
                    log._statements.Enqueue(sql.Trim());
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
