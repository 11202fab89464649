using Orchestrator.Monitoring;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health checks of the orchestrator to an application.</summary>
public static class OrchestratorHealthChecksBuilderExtensions
{
    /// <summary>The tag of the checks that say whether this host can do its work; map them to where a load balancer asks.</summary>
    private const string Ready = "ready";

    /// <summary>The tag of the checks that say whether a restart would help; map them to where a supervisor asks.</summary>
    private const string Live = "live";

    /// <summary>
    /// Adds five checks: <c>orchestrator-store</c> (tag <c>ready</c>): the core database answers; <c>orchestrator-workers</c> (tags
    /// <c>live</c> and <c>ready</c>): this host's workers execute waiting processes; <c>orchestrator-recovery</c> (the same tags): this
    /// host polls for processes that no host executes. Each becomes degraded before it becomes unhealthy, and reports figures as data.
    /// <c>orchestrator-webhooks</c> (tag <c>ready</c>) counts the deliveries to webhooks that wait and were given up, and is never
    /// unhealthy. <c>orchestrator-authentication</c> is always healthy, and reports in its data whether the settings let anyone call the
    /// API.
    /// </summary>
    /// <param name="builder">The application's health checks.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddOrchestrator(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // One of each for the whole application: they remember since when something has failed.
        builder.Services.AddSingleton<StoreHealthCheck>();
        builder.Services.AddSingleton<WorkersHealthCheck>();
        builder.Services.AddSingleton<RecoveryHealthCheck>();
        return builder
            .AddCheck<StoreHealthCheck>("orchestrator-store", tags: [Ready])
            .AddCheck<WorkersHealthCheck>("orchestrator-workers", tags: [Live, Ready])
            .AddCheck<RecoveryHealthCheck>("orchestrator-recovery", tags: [Live, Ready])
            .AddCheck<WebhooksHealthCheck>("orchestrator-webhooks", tags: [Ready])
            .AddCheck<AuthenticationHealthCheck>("orchestrator-authentication", tags: [Ready]);
    }
}
