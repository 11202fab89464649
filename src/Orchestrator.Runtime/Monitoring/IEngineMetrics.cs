namespace Orchestrator.Monitoring;

/// <summary>Provides the metrics for dashboards.</summary>
public interface IEngineMetrics
{
    /// <summary>Computes the metrics from the database.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The metrics that orchestrator-core has, under the same names and with the same labels.</returns>
    Task<IReadOnlyList<Metric>> ReadAsync(CancellationToken cancellationToken = default);
}

/// <summary>A metric: a value that may go up and down, for each combination of labels.</summary>
/// <param name="Name">The name.</param>
/// <param name="Help">A description of what it counts.</param>
/// <param name="Series">The values.</param>
public sealed record Metric(string Name, string Help, IReadOnlyList<MetricSeries> Series);

/// <summary>One value of a metric.</summary>
/// <param name="Labels">The labels of the value, in order.</param>
/// <param name="Value">The value.</param>
public sealed record MetricSeries(IReadOnlyList<KeyValuePair<string, string>> Labels, double Value);
