using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Tests.Support;

/// <summary>Records what the driver sends to one database.</summary>
internal sealed class PostgreSqlStatementLog : StatementLog
{
    private static readonly ConcurrentDictionary<string, PostgreSqlStatementLog> Logs = new(StringComparer.Ordinal);
    private static readonly ActivityListener Listener = Listen();

    internal PostgreSqlStatementLog(string database)
    {
        Assert.NotNull(Listener);
        Logs[database] = this;
    }

    /// <summary>The driver reports the statements of all connections.</summary>
    internal override void Attach(DbContextOptionsBuilder options) => Clear();

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Npgsql",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = static activity =>
            {
                if (
                    activity.GetTagItem("db.namespace") is string database
                    && Logs.TryGetValue(database, out var log)
                    && activity.GetTagItem("db.query.text") is string sql
                )
                {
                    log.Add(sql.Trim());
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
