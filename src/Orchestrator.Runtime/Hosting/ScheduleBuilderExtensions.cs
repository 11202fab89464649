using System.Text.Json;
using Orchestrator;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.DriftPolicies;
using Orchestrator.Options;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Declares schedules in code.</summary>
public static class ScheduleBuilderExtensions
{
    /// <summary>
    /// Starts a workflow at scheduled times. The schedule is a row of the core database with this key: if it is declared again, here or on
    /// another host, no second row is created. Operators can change or delete it.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="key">The stable key of the schedule, at most 200 characters. A different key declares a different schedule.</param>
    /// <param name="workflowName">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="pages">The answers to the workflow's form, including the first page; none for a workflow without a form.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CatalogException">The key is already used, or is too long.</exception>
    public static IOrchestratorBuilder AddSchedule(
        this IOrchestratorBuilder builder,
        string key,
        string workflowName,
        ScheduleTrigger trigger,
        params object[] pages
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(pages);
        object[] answered = pages.Length == 0 ? [new()] : pages;
        Declared(builder)
            .Add(
                key,
                workflowName,
                workflowName,
                trigger,
                [.. answered.Select(static page => JsonSerializer.SerializeToElement(page, StateJson.Options))]
            );
        return builder;
    }

    /// <summary>Reconciles all subscriptions of a product at scheduled times.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="key">The stable key of the schedule.</param>
    /// <param name="productName">
    /// The product's name, as an exact match. The host does not start if the product does not exist or has no reconcile workflow.
    /// </param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="concurrency">The maximum number of concurrent reconciles, from 1 to 1,000.</param>
    /// <param name="brakes">The brakes; null for none.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CatalogException">The key is already used, or is too long.</exception>
    /// <exception cref="InvalidRequestException">A brake is out of range.</exception>
    public static IOrchestratorBuilder AddReconcileSchedule(
        this IOrchestratorBuilder builder,
        string key,
        string productName,
        ScheduleTrigger trigger,
        int concurrency = 20,
        BulkReconcileBrakes? brakes = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(productName);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(concurrency, BulkStarter.MaxConcurrency);
        brakes?.Check();
        Declared(builder)
            .Add(
                new(
                    key,
                    BulkReconcileWorkflow.Name,
                    $"Reconcile {productName}",
                    trigger,
                    [BulkReconcileWorkflow.Page(new("", concurrency, brakes ?? new()), productName)]
                )
                {
                    Product = productName,
                }
            );
        return builder;
    }

    /// <summary>
    /// Declares when the subscriptions of a product are checked for drift, and whether drift is corrected. The setting <c>DriftPolicies</c>
    /// and operators can replace it.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="productName">The product's name, as an exact match. The host does not start if the product does not exist.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CatalogException">The product already has a policy.</exception>
    public static IOrchestratorBuilder AddDriftPolicy(this IOrchestratorBuilder builder, string productName, DriftPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(productName);
        ArgumentNullException.ThrowIfNull(policy);
        Instance<DeclaredDriftPolicies>(builder).Add(productName, policy);
        if (policy.Windows is { } windows)
        {
            // Where the settings have some, these replace them.
            builder.Services.PostConfigure<OrchestratorOptions>(options => options.MaintenanceWindows.TryAdd(productName, [.. windows]));
        }

        return builder;
    }

    private static DeclaredSchedules Declared(IOrchestratorBuilder builder) => Instance<DeclaredSchedules>(builder);

    private static T Instance<T>(IOrchestratorBuilder builder) =>
        (T)builder.Services.Single(static service => service.ServiceType == typeof(T)).ImplementationInstance!;
}
