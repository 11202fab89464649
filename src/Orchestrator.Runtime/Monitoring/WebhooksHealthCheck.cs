using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Monitoring;

/// <summary>
/// How many deliveries to webhooks wait and were given up. The host does its work without them, so it is never unhealthy because of them.
/// </summary>
internal sealed class WebhooksHealthCheck(WebhookStore store, IOptions<OrchestratorOptions> options, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan LongWait = TimeSpan.FromHours(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (options.Value.Webhooks.Count == 0)
        {
            return HealthCheckResult.Healthy("No webhook is configured.");
        }

        var counts = await store.CountAsync(options.Value.Webhooks, cancellationToken);
        var data = new Dictionary<string, object>
        {
            ["pending"] = counts.Pending,
            ["failed"] = counts.Failed,
            ["disabled"] = string.Join(", ", counts.Disabled),
        };
        return counts.Disabled.Count > 0
                ? HealthCheckResult.Degraded(
                    "A receiver of webhooks wants no more deliveries. Change its Url or Secret, or remove it.",
                    data: data
                )
            : counts.OldestPending is { } oldest && time.GetUtcNow() - oldest > LongWait
                ? HealthCheckResult.Degraded("A delivery to a webhook has waited for longer than an hour.", data: data)
            : HealthCheckResult.Healthy("Deliveries to webhooks are received.", data);
    }
}
