using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.Dispatch;

namespace Orchestrator.Monitoring;

/// <summary>
/// Whether the workers of this host take what waits for them. A process that has waited long degrades the host, which has more work than
/// workers; only workers that are gone make it unhealthy, for then a restart helps.
/// </summary>
internal sealed class WorkersHealthCheck(EmbeddedDispatcher dispatcher) : IHealthCheck
{
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var queues = dispatcher.Measure();
        var data = new Dictionary<string, object>();
        foreach (var queue in queues)
        {
            var name = queue.Lane.IsBackground ? $"{queue.Lane.Queue}.background" : queue.Lane.Queue;
            data[$"{name}.workers"] = queue.Workers;
            data[$"{name}.waiting"] = queue.Depth;
            data[$"{name}.oldest_age_seconds"] = Math.Round(queue.OldestAge.TotalSeconds);
        }

        // What is started in numbers waits by its nature.
        var late = queues
            .Where(static queue => !queue.Lane.IsBackground && queue.OldestAge > LongWait)
            .Select(static queue => $"'{queue.Lane.Queue}'")
            .ToArray();
        return Task.FromResult(
            dispatcher.ExecuteTask is { IsCompleted: true }
                ? HealthCheckResult.Unhealthy("The workers of this host have ended.", data: data)
            : late.Length > 0
                ? HealthCheckResult.Degraded(
                    $"Processes wait longer than {LongWait.TotalSeconds} s for a worker: {string.Join(", ", late)}.",
                    data: data
                )
            : HealthCheckResult.Healthy("The workers take what waits for them.", data)
        );
    }
}
