using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Monitoring;

/// <summary>Shows a host that is open to anyone. It works, so this is healthy: only readers of the figures should see it.</summary>
internal sealed class AuthenticationHealthCheck(IOptions<OrchestratorOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var disabled = options.Value.Authentication.Disabled;
        return Task.FromResult(
            HealthCheckResult.Healthy(
                disabled ? "Authentication is disabled: anyone who reaches this host may call its API." : "Authentication is not disabled.",
                new Dictionary<string, object> { ["authentication_disabled"] = disabled }
            )
        );
    }
}
