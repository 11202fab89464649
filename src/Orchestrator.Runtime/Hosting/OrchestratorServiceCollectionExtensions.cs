using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator;
using Orchestrator.BulkChecks;
using Orchestrator.BulkOperations;
using Orchestrator.BulkReconciles;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Dispatch;
using Orchestrator.Drift;
using Orchestrator.DriftPolicies;
using Orchestrator.Execution;
using Orchestrator.Execution.Planning;
using Orchestrator.ExternalResources;
using Orchestrator.ExternalSystems;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;
using Orchestrator.Hosting;
using Orchestrator.Monitoring;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;
using Orchestrator.Search;
using Orchestrator.Storage;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Catalog;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Hosts;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Search;
using Orchestrator.Storage.Subscriptions;
using Orchestrator.Storage.Webhooks;
using Orchestrator.SystemTasks;
using Orchestrator.Webhooks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the orchestrator to an application.</summary>
public static class OrchestratorServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine and the hosted services that run processes. On the returned builder, choose the core database with
    /// <c>UseSqlite()</c> or <c>UsePostgreSql()</c>, and register the application's workflows with the emitted <c>Add…Workflows()</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The application's configuration; the section <see cref="OrchestratorOptions.Section"/> is read.</param>
    /// <returns>The builder on which workflows are registered.</returns>
    /// <exception cref="InvalidOperationException">The orchestrator was added before.</exception>
    public static IOrchestratorBuilder AddOrchestrator(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(static service => service.ServiceType == typeof(IProcesses)))
        {
            throw new InvalidOperationException(
                "AddOrchestrator was called twice. Call it once, and register further workflows on the builder that it returned."
            );
        }

        var section = configuration.GetSection(OrchestratorOptions.Section);
        var configured = new ConfiguredSettings(section);
        services.AddOptions<OrchestratorOptions>().Configure(options => configured.FindReadable().Bind(options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>>(configured);
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, RangeSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, PublicUrlSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, OriginSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, QueueSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, PolicySettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, WorkflowSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, ExternalSystemSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, DriftPolicySettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, DeclaredScheduleSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, WebhookSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, MaintenanceWindowSettings>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EngineLoggers>();
        services.AddSingleton(typeof(EngineLogger<>));

        var catalog = new CatalogBuilder();
        BulkReconcileWorkflow.Register(catalog);
        BulkCheckWorkflow.Register(catalog);
        BulkOperationWorkflow.Register(catalog);
        HealWorkflow.Register(catalog);
        NoteWorkflow.Register(catalog);
        SystemTaskWorkflows.Register(catalog);
        catalog.MarkEngineWorkflows();
        services.AddSingleton(_ => catalog.Build());
        services.AddSingleton<ITranslations, Translations>();
        AddStorage(services);
        AddEngine(services);
        return new OrchestratorBuilder(services, catalog);
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddSingleton(DatabaseProviderRegistration.Choose);
        services.AddSingleton(static provider => provider.GetRequiredService<DatabaseProvider>().Errors);
        services.AddPooledDbContextFactory<OrchestratorDbContext>(
            static (provider, options) =>
            {
                provider.GetRequiredService<DatabaseProvider>().Configure(options);
                options.UseLoggerFactory(provider.GetRequiredService<EngineLoggers>());

                // Each statement at Information would hide what a host that is tried out has to say.
                options.ConfigureWarnings(static events => events.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
            }
        );
        services.AddSingleton(static provider =>
            provider
                .GetRequiredService<DatabaseProvider>()
                .CreateTransactions(provider.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>())
        );
        services.AddSingleton<CatalogSynchronizer>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<INotifications, NotificationOutbox>();
        services.AddSingleton<ProcessFailures>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<StepLogStore>();
        services.AddSingleton<StrandedLeaseStore>();
        services.AddSingleton<StrandedWaitStore>();
        services.AddSingleton<DueMoments>();
        services.AddSingleton<NewProcessStore>();
        services.AddSingleton<ProcessCommandStore>();
        services.AddSingleton<StartStore>();
        services.AddSingleton<StateKeyStore>();
        services.AddSingleton<ReconcilePlanStore>();
        services.AddSingleton<DriftPauseStore>();
        services.AddSingleton<DriftPolicyStore>();
        services.AddSingleton<HealStore>();
        services.AddSingleton<AcceptedDeviationStore>();
        services.AddSingleton<IDeviationReader>(static provider => provider.GetRequiredService<AcceptedDeviationStore>());
        services.AddSingleton<ProcessReader>();
        services.AddSingleton<ProcessList>();
        services.AddSingleton<ProcessFacetReader>();
        services.AddSingleton<IEngineMetrics, DashboardMetrics>();
        services.AddSingleton<CallbackStore>();
        services.AddSingleton<BulkReconcileStore>();
        services.AddSingleton<BulkReconcileStartStore>();
        services.AddSingleton<BulkReconcileReader>();
        services.AddSingleton<BulkCheckStore>();
        services.AddSingleton<BulkCheckGroups>();
        services.AddSingleton<BulkOperationStore>();
        services.AddSingleton<SubscriptionSummaryReader>();
        services.AddSingleton<SubscriptionFacetReader>();
        services.AddSingleton<ISubscriptionDirectory, SubscriptionService>();
        services.AddSingleton<ISubscriptionChoices, SubscriptionChoices>();
        services.AddSingleton<EntityReader>();
        services.AddSingleton<IEntitySearch, EntitySearchService>();
        services.AddSingleton<IProductDirectory, ProductDirectory>();
        services.AddSingleton<CustomerDescriptionStore>();
        services.AddSingleton<ICustomerDescriptions, CustomerDescriptionService>();
        services.AddSingleton<ProductMetadataStore>();
        services.AddSingleton<IProductMetadata, ProductMetadataService>();
        services.AddSingleton<WorkflowStore>();
        services.AddSingleton<IWorkflowDirectory, WorkflowService>();
        services.AddScoped<SubscriptionSession>();
        services.AddScoped<ISubscriptions>(static scope => scope.GetRequiredService<SubscriptionSession>());
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<EngineInstruments>();
        services.AddSingleton<ProcessTracing>();
        services.AddSingleton<HostIdentity>();
        services.AddSingleton<RunningProcesses>();
        services.AddSingleton<WorkflowPlanner>();
        services.AddSingleton<IStepDirectory, StepDirectory>();
        services.AddSingleton<SubscriptionFields>();
        services.AddSingleton<FormReplay>();
        services.AddSingleton<FormRunner>();
        services.AddSingleton<FailureClassifier>();
        services.AddSingleton<ActionStepExecutor>();
        services.AddSingleton<CallbackStepExecutor>();
        services.AddSingleton<ExternalSystemLimits>();
        services.AddSingleton<IExternalSystems>(static provider => provider.GetRequiredService<ExternalSystemLimits>());
        services.AddSingleton<ResourceStepExecutor>();
        services.AddSingleton<PlanCheckExecutor>();
        services.AddSingleton<SubscriptionStepExecutor>();
        services.AddSingleton<StepExecutor>();
        services.AddSingleton<StateBounds>();
        services.AddSingleton<RunningSteps>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton(static _ => new BackgroundThrottle(TimeProvider.System));
        services.AddSingleton<ProcessRunner>();
        services.AddSingleton<PolicyDecisions>();
        services.AddSingleton<VisibilityReader>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<IAudit, AuditService>();
        services.AddSingleton<ReadAuthorization>();
        services.AddSingleton<IVisibility>(static provider => provider.GetRequiredService<ReadAuthorization>());
        services.AddSingleton<AuthorizationService>();
        services.AddSingleton<ProcessAuthorization>();
        services.AddSingleton<IPermissions, PermissionService>();
        services.AddSingleton<StartPreconditions>();
        services.AddSingleton<MaintenanceWindows>();
        services.AddSingleton<ProcessQueue>();
        services.AddSingleton<ProcessStarter>();
        services.AddSingleton<ProcessOperator>();
        services.AddSingleton<ProcessDetailReader>();
        services.AddSingleton<IProcesses, ProcessService>();
        services.AddSingleton<IBulkReconciles, BulkReconcileService>();
        services.AddSingleton<BulkReconcileSelection>();
        services.AddSingleton<BulkReconcileOrder>();
        services.AddSingleton<BulkReconcileStarter>();
        services.AddSingleton<BulkReconcileRun>();
        services.AddSingleton<BulkStarter>();
        services.AddSingleton<IBulkChecks, BulkCheckService>();
        services.AddSingleton<BulkCheckSelection>();
        services.AddSingleton<BulkCheckRun>();
        services.AddSingleton<IBulkOperations, BulkOperationService>();
        services.AddSingleton<BulkOperationSelection>();
        services.AddSingleton<BulkOperationRun>();
        services.AddSingleton<HostDriftPolicies>();
        services.AddSingleton<IDriftPolicies, DriftPolicyService>();
        services.AddSingleton<HealSelection>();
        services.AddSingleton<HealDecision>();
        services.AddSingleton<HealRules>();
        services.AddSingleton<HealRun>();
        services.AddSingleton<DriftWriter>();
        services.AddSingleton<DriftStore>();
        services.AddSingleton<DriftReader>();
        services.AddSingleton<DriftCheck>();
        services.AddSingleton<DriftChecks>();
        services.AddSingleton<ReconcilePlans>();
        services.AddSingleton<IReconcilePlans>(static provider => provider.GetRequiredService<ReconcilePlans>());
        services.AddSingleton<IDriftPauses, DriftPauses>();
        services.AddSingleton<IAcceptedDeviations, DeviationService>();
        services.AddSingleton<IDriftChecks>(static provider => provider.GetRequiredService<DriftChecks>());
        services.AddSingleton<StoreNote>();
        services.AddSingleton<SearchRefresh.RefreshSubscriptions>();
        services.AddSingleton<SearchRefresh.RefreshProcess>();
        AddTasks(services);
        services.AddSingleton<ICallbacks, CallbackService>();
        services.AddSingleton<EngineSettingsStore>();
        services.AddSingleton<HostStore>();
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<IEngineControl, EngineControl>();
        services.AddSingleton<EmbeddedDispatcher>();
        services.AddSingleton<IProcessDispatcher>(static provider => provider.GetRequiredService<EmbeddedDispatcher>());
        services.AddSingleton<StrandedLeases>();
        services.AddSingleton<StrandedWaits>();
        services.AddSingleton<RecoveryService>();
        services.AddSingleton<CallbackExpiry>();
        AddChanges(services);
        services.AddSingleton<SchedulerService>();
        services.AddSingleton<WebhookSender>();

        services.AddSingleton<RegisteredServices>();
        services.AddSingleton<IValidateOptions<HostOptions>, StartCheck>();
        var console = new ConsoleStartLog();
        services.AddSingleton(console);
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(console);

        // In the order in which they start: the database is ready before anything looks for work.
        services.AddHostedService<StartupService>();
        services.AddHostedService(static provider => provider.GetRequiredService<ChangePublisher>());
        services.AddHostedService<HostPresence>();
        services.AddHostedService<LeaseRenewalService>();
        services.AddHostedService(static provider => provider.GetRequiredService<ExternalSystemLimits>());
        services.AddHostedService(static provider => provider.GetRequiredService<EmbeddedDispatcher>());
        services.AddHostedService(static provider => provider.GetRequiredService<RecoveryService>());
        services.AddHostedService(static provider => provider.GetRequiredService<CallbackExpiry>());
        services.AddHostedService(static provider => provider.GetRequiredService<SchedulerService>());
        services.AddHostedService<DriftGauge>();
        services.AddHostedService<WebhookService>();
    }

    private static void AddChanges(IServiceCollection services)
    {
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<IChangeFeed>(static provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton(static provider => provider.GetRequiredService<DatabaseProvider>().CreateBackplane());
        services.AddSingleton<ILinkedSubscriptions, LinkedSubscriptions>();
        services.AddSingleton<ChangePublisher>();
    }

    private static void AddTasks(IServiceCollection services)
    {
        var schedules = new DeclaredSchedules();
        SystemTaskSchedules.AddTo(schedules);
        services.AddSingleton(schedules);
        services.AddSingleton(new DeclaredDriftPolicies());
        services.AddSingleton<ScheduleStore>();
        services.AddSingleton<ScheduleRunStore>();
        services.AddSingleton<DeclaredScheduleStore>();
        services.AddSingleton<TaskStore>();
        services.AddSingleton<ISchedules, ScheduleService>();
        services.AddSingleton<IScheduleForm, ScheduleForm>();
        services.AddSingleton<ResumeWaitingProcesses>();
        services.AddSingleton<CleanUpTasks>();
        services.AddSingleton<ValidateSubscriptions>();
        services.AddSingleton<ValidateProducts>();
    }

    private sealed record OrchestratorBuilder(IServiceCollection Services, CatalogBuilder Catalog) : IOrchestratorBuilder;
}
