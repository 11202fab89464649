using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine;
using Orchestrator.Engine.Metrics;

namespace Orchestrator.Storage;

/// <summary>Counts in the tables when somebody asks. Processes without a subscription are not counted, as dashboards of orchestrator-core expect.</summary>
internal sealed class MetricQueries(IDbContextFactory<OrchestratorDbContext> databases, IEngineSwitch engine) : IEngineMetrics
{
    /// <summary>How many names have series of their own, the oldest ones: clients choose them, and every other label has the values that the application gives it.</summary>
    internal const int MostNames = 100;

    /// <summary>What all other names are called.</summary>
    internal const string OtherNames = "(other)";

    private const string EngineStatus = "wfo_engine_status";

    private static readonly string[] EngineStates = ["RUNNING", "PAUSED", "PAUSING"];
    private static readonly string[] SubscriptionLabels = ["product_name", "lifecycle_state", "customer_id", "insync"];
    private static readonly string[] ProcessLabels = ["last_status", "created_by", "is_task", "product_name", "workflow_name", "customer_id", "workflow_target"];

    public async Task<IReadOnlyList<Metric>> ReadAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var subscriptions = await CountAsync(
            database,
            "SELECT r.name, s.status, s.customer_id, s.insync, COUNT(*) FROM subscriptions s JOIN products r ON r.product_id = s.product_id GROUP BY r.name, s.status, s.customer_id, s.insync",
            SubscriptionLabels,
            cancellationToken);
        var seconds = database.Database.IsSqlite() ? "(julianday(p.last_modified_at) - julianday(p.started_at)) * 86400" : "CASE WHEN isfinite(p.last_modified_at) AND isfinite(p.started_at) THEN EXTRACT(EPOCH FROM (p.last_modified_at - p.started_at)) END";
        var processes = await CountAsync(database, Processes("COUNT(*)"), ProcessLabels, cancellationToken);
        var durations = await CountAsync(database, Processes($"SUM({seconds})"), ProcessLabels, cancellationToken);
        var status = await engine.GetStatusAsync(cancellationToken);
        var current = status switch
        {
            { Locked: false } => "RUNNING",
            { RunningProcesses: > 0 } => "PAUSING",
            _ => "PAUSED",
        };
        return
        [
            new("wfo_subscriptions_count", "Number of subscriptions.", subscriptions),
            new("wfo_process_count", "Number of processes that have subscriptions.", processes),
            new("wfo_process_seconds_total_count", "Seconds from their start to their last change, over all processes that have subscriptions.", durations),
            new(EngineStatus, "What the engine does.", [.. EngineStates.Select(name => new MetricSeries([new(EngineStatus, name)], name == current ? 1 : 0))]),
            new("wfo_active_process_count", "Number of processes that a worker is executing.", [new([], status.RunningProcesses)]),
        ];
    }

    private static string Processes(string value) =>
        $"""
        WITH known AS (SELECT created_by FROM processes WHERE created_by IS NOT NULL GROUP BY created_by ORDER BY MIN(started_at), created_by LIMIT {MostNames}),
        named AS (SELECT pid, CASE WHEN created_by IS NULL THEN '' WHEN created_by IN (SELECT created_by FROM known) THEN created_by ELSE '{OtherNames}' END AS created_by FROM processes)
        SELECT p.last_status, n.created_by, p.is_task, r.name, w.name, s.customer_id, w.target, {value}
        FROM processes p
        JOIN named n ON n.pid = p.pid
        JOIN workflows w ON w.workflow_id = p.workflow_id
        JOIN processes_subscriptions l ON l.pid = p.pid
        JOIN subscriptions s ON s.subscription_id = l.subscription_id
        JOIN products r ON r.product_id = s.product_id
        GROUP BY p.last_status, n.created_by, p.is_task, r.name, w.name, s.customer_id, w.target
        """;

    private static async Task<IReadOnlyList<MetricSeries>> CountAsync(OrchestratorDbContext database, string sql, string[] labels, CancellationToken cancellationToken)
    {
        var series = new List<MetricSeries>();
        await using var statement = await database.CommandAsync(sql, cancellationToken);
        await using var row = await statement.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            series.Add(new([.. labels.Select((label, column) => KeyValuePair.Create(label, Text(row, label, column)))], Value(row, labels.Length)));
        }

        return series;
    }

    /// <summary>A sum of times of which none can be read is null.</summary>
    private static double Value(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : Convert.ToDouble(row.GetValue(column), CultureInfo.InvariantCulture);

    private static string Text(DbDataReader row, string label, int column) => label is "insync" or "is_task" ? row.GetBoolean(column) ? "True" : "False" : row.GetString(column);
}
