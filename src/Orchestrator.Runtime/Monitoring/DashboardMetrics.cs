using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Diagnostics;
using Orchestrator.Operations;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Monitoring;

/// <summary>
/// Counts in the tables when someone asks. Processes without a subscription are not counted, as dashboards of orchestrator-core expect.
/// </summary>
internal sealed class DashboardMetrics(
    IDbContextFactory<OrchestratorDbContext> databases,
    IEngineControl engine,
    StorageErrors errors,
    EngineLogger<DashboardMetrics> logger
) : IEngineMetrics
{
    /// <summary>
    /// How many names have series of their own, the oldest ones: clients choose them, and every other label has the values that the
    /// application gives it.
    /// </summary>
    internal const int MaxNames = 100;

    /// <summary>What all other names are called.</summary>
    internal const string OtherNames = "(other)";

    private const string EngineStatusName = "wfo_engine_status";
    private const string ActiveProcessesName = "wfo_active_process_count";
    private const string Savepoint = "metric";
    private const string Subscriptions =
        "SELECT r.name, s.status, s.customer_id, s.insync, COUNT(*) FROM subscriptions s JOIN products r "
        + "ON r.product_id = s.product_id GROUP BY r.name, s.status, s.customer_id, s.insync";

    private static readonly string[] EngineStates = ["RUNNING", "PAUSED", "PAUSING"];
    private static readonly string[] SubscriptionLabels = ["product_name", "lifecycle_state", "customer_id", "insync"];
    private static readonly string[] ProcessLabels =
    [
        "last_status",
        "created_by",
        "is_task",
        "product_name",
        "workflow_name",
        "customer_id",
        "workflow_target",
    ];

    private readonly Lock _lock = new();
    private Task<IReadOnlyList<Metric>> _reading = Task.FromResult<IReadOnlyList<Metric>>([]);

    /// <summary>They are counted over all rows, so concurrent callers share one count.</summary>
    public Task<IReadOnlyList<Metric>> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_reading.IsCompleted)
            {
                // Not of one who asks: who leaves does not end it for the others.
                _reading = Task.Run(() => CountAllAsync(CancellationToken.None), CancellationToken.None);
            }

            return _reading.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Metric>> CountAllAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var status = new Lazy<Task<EngineStatus>>(() => engine.GetStatusAsync(cancellationToken));
        (string Names, Func<Task<Metric[]>> Read)[] readings =
        [
            (
                "wfo_subscriptions_count",
                () =>
                    CountAsync(
                        database,
                        Subscriptions,
                        SubscriptionLabels,
                        [("wfo_subscriptions_count", "Number of subscriptions.")],
                        cancellationToken
                    )
            ),
            (
                "wfo_process_count, wfo_process_seconds_total_count",
                () =>
                    CountAsync(
                        database,
                        Processes(database.Dialect.SecondsBetween("p.started_at", "p.last_modified_at")),
                        ProcessLabels,
                        [
                            ("wfo_process_count", "Number of processes that have subscriptions."),
                            (
                                "wfo_process_seconds_total_count",
                                "Seconds from their start to their last change, over all processes that have subscriptions."
                            ),
                        ],
                        cancellationToken
                    )
            ),
            (EngineStatusName, async () => [new(EngineStatusName, "What the engine does.", DescribeEngine(await status.Value))]),
            (
                ActiveProcessesName,
                async () =>
                    [
                        new(
                            ActiveProcessesName,
                            "Number of processes that a worker is executing.",
                            [new([], (await status.Value).RunningProcesses)]
                        ),
                    ]
            ),
        ];
        var metrics = new List<Metric>(readings.Length + 1);
        foreach (var (names, read) in readings)
        {
            await snapshot.CreateSavepointAsync(Savepoint, cancellationToken);
            try
            {
                metrics.AddRange(await read());
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && errors.Translate(exception) is null)
            {
                // It is left out, which dashboards show, and the others are not.
                Log.MetricFailed(logger, exception, names);
                await snapshot.RollbackToSavepointAsync(Savepoint, cancellationToken);
            }
        }

        return metrics;
    }

    private static IReadOnlyList<MetricSeries> DescribeEngine(EngineStatus status)
    {
        var current = status switch
        {
            { IsPaused: false } => "RUNNING",
            { RunningProcesses: > 0 } => "PAUSING",
            _ => "PAUSED",
        };
        return [.. EngineStates.Select(name => new MetricSeries([new(EngineStatusName, name)], name == current ? 1 : 0))];
    }

    /// <summary>Counts the processes and sums their seconds: reading all of them is what it costs, so they are read once.</summary>
    private static string Processes(string seconds) =>
        $"""
            WITH known AS (SELECT created_by FROM processes WHERE created_by IS NOT NULL GROUP BY created_by
                ORDER BY MIN(started_at), created_by LIMIT {MaxNames}),
            named AS (
                SELECT pid, workflow_id, last_status, is_task, started_at, last_modified_at,
                    CASE WHEN created_by IS NULL THEN '' WHEN created_by IN (SELECT created_by FROM known) THEN created_by
                        ELSE '{OtherNames}' END AS created_by
                FROM processes)
            SELECT p.last_status, p.created_by, p.is_task, r.name, w.name, s.customer_id, w.target, COUNT(*), SUM({seconds})
            FROM named p
            JOIN workflows w ON w.workflow_id = p.workflow_id
            JOIN processes_subscriptions l ON l.pid = p.pid
            JOIN subscriptions s ON s.subscription_id = l.subscription_id
            JOIN products r ON r.product_id = s.product_id
            GROUP BY p.last_status, p.created_by, p.is_task, r.name, w.name, s.customer_id, w.target
            """;

    /// <summary>Reads metrics of which each row has the labels and then the value of each.</summary>
    private static async Task<Metric[]> CountAsync(
        OrchestratorDbContext database,
        string sql,
        string[] labels,
        (string Name, string Help)[] metrics,
        CancellationToken cancellationToken
    )
    {
        var series = Array.ConvertAll(metrics, static _ => new List<MetricSeries>());
        await using var statement = await database.CommandAsync(sql, cancellationToken);
        await using var row = await statement.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            KeyValuePair<string, string>[] labelled =
            [
                .. labels.Select((label, column) => KeyValuePair.Create(label, Text(row, label, column))),
            ];
            for (var metric = 0; metric < metrics.Length; metric++)
            {
                series[metric].Add(new(labelled, Value(row, labels.Length + metric)));
            }
        }

        return [.. metrics.Select((metric, index) => new Metric(metric.Name, metric.Help, series[index]))];
    }

    /// <summary>A sum of times of which none can be read is null.</summary>
    private static double Value(DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToDouble(row.GetValue(column), CultureInfo.InvariantCulture);

    private static string Text(DbDataReader row, string label, int column) =>
        label is "insync" or "is_task"
            ? row.GetBoolean(column)
                ? "True"
                : "False"
            : row.GetString(column);
}
