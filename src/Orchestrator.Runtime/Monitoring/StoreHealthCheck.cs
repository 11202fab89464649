using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Diagnostics;
using Orchestrator.Options;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Monitoring;

/// <summary>
/// Whether the core database answers. One that has just stopped answering degrades the host: processes keep their leases for a while, and
/// nothing is lost yet. One that has not answered for as long as a lease lasts makes it unhealthy.
/// </summary>
internal sealed class StoreHealthCheck(
    IDbContextFactory<OrchestratorDbContext> databases,
    DatabaseProvider provider,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
) : IHealthCheck
{
    private readonly FailingSince _failing = new(time);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["provider"] = provider.Name };
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await using var command = await database.CommandAsync("SELECT COUNT(*) FROM engine_settings", cancellationToken);
            await command.ExecuteScalarAsync(cancellationToken);
            _failing.Clear();
            return HealthCheckResult.Healthy("The core database answers.", data);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var failing = _failing.Note();
            data["failing_for_seconds"] = Math.Round(failing.TotalSeconds);
            return failing < options.Value.LeaseDuration
                ? HealthCheckResult.Degraded("The core database does not answer.", exception, data)
                : HealthCheckResult.Unhealthy("The core database has not answered for longer than a lease lasts.", exception, data);
        }
    }
}
