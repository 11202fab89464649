using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Dispatch;
using Orchestrator.Options;

namespace Orchestrator.Monitoring;

/// <summary>
/// Whether this host looks for the processes that no one executes: without that, what another host has left behind waits.
/// </summary>
internal sealed class RecoveryHealthCheck(RecoveryService recovery, IOptions<OrchestratorOptions> options) : IHealthCheck
{
    /// <summary>
    /// So many missed passes make the host unhealthy. A pass over a large backlog takes as long as its processes, and notes itself as it
    /// continues.
    /// </summary>
    private const int MissedPasses = 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (failing, silent) = (recovery.FailingFor, recovery.SilentFor);
        var data = new Dictionary<string, object>
        {
            ["seconds_since_pass"] = Math.Round(silent.TotalSeconds),
            ["failing_for_seconds"] = Math.Round(failing.TotalSeconds),
        };
        return Task.FromResult(
            silent > options.Value.RecoveryInterval * MissedPasses
                ? HealthCheckResult.Unhealthy("This host no longer looks for processes that no one executes.", data: data)
            : failing > TimeSpan.Zero
                ? HealthCheckResult.Degraded("This host fails to look for processes that no one executes. Its log says why.", data: data)
            : HealthCheckResult.Healthy("This host looks for processes that no one executes.", data)
        );
    }
}
