namespace Orchestrator.Tests.Faults;

/// <summary>The extension points that need no row in <see cref="ExtensionPointRow"/>.</summary>
internal static class UncalledExtensionPoints
{
    /// <summary>What is found, and does not call code of others while the engine runs. Each with the reason.</summary>
    internal static IReadOnlyDictionary<string, string> Reasons { get; } =
        new Dictionary<string, string>
        {
            ["BindingCall.*"] = EnginesOwn,
            ["FormCall.*"] = EnginesOwn,
            ["FormChoices.Of(label)"] = "The form calls it, and gets what it throws.",
            ["FormChoices.Of(value)"] = "The form calls it, and gets what it throws.",
            ["ModelMapper.*"] = EnginesOwn,
            ["IOrchestratorBuilder.*"] = EnginesOwn,
            ["IAudit.*"] = EnginesOwn,
            ["IBulkChecks.*"] = EnginesOwn,
            ["IBulkOperations.*"] = EnginesOwn,
            ["IBulkReconciles.*"] = EnginesOwn,
            ["IAcceptedDeviations.*"] = EnginesOwn,
            ["IDriftChecks.*"] = EnginesOwn,
            ["IDriftPauses.*"] = EnginesOwn,
            ["IDriftPolicies.*"] = EnginesOwn,
            ["ICallbacks.*"] = EnginesOwn,
            ["IChangeFeed.*"] = EnginesOwn,
            ["ICustomerDescriptions.*"] = EnginesOwn,
            ["IProductMetadata.*"] = EnginesOwn,
            ["IEngineMetrics.*"] = EnginesOwn,
            ["IEngineControl.*"] = EnginesOwn,
            ["IProcesses.*"] = EnginesOwn,
            ["IReconcilePlans.*"] = EnginesOwn,
            ["IEntitySearch.*"] = EnginesOwn,
            ["IScheduleForm.*"] = EnginesOwn,
            ["ISchedules.*"] = EnginesOwn,
            ["ISubscriptionDirectory.*"] = EnginesOwn,
            ["IPermissions.*"] = EnginesOwn,
            ["IStepDirectory.*"] = EnginesOwn,
            ["IVisibility.*"] = EnginesOwn,
            ["ISubscriptions.*"] = EnginesOwn,
            ["IWorkflowDirectory.*"] = EnginesOwn,
            ["CatalogBuilder.AddRegistry(register)"] = BeforeTheStart,
            ["OrchestratorServiceCollectionExtensions.AddOrchestrator(services)"] = BeforeTheStart,
            ["OrchestratorServiceCollectionExtensions.AddOrchestrator(configuration)"] = BeforeTheStart,
            ["OrchestratorTestSettings.*"] = BeforeTheStart,
            ["OrchestratorTestHost.UntilAsync(holds)"] = "The test calls it, and gets what it throws.",
            ["ResourceConformance.VerifyAsync(spoil)"] = "The test calls it, and gets what it throws.",
            ["constructed with FrozenDictionary<>"] = "The engine's own table of the columns that a search knows.",
            ["constructed with IConfigurationSection"] = BeforeTheStart,
            ["constructed with IHostEnvironment"] = BeforeTheStart,
            ["constructed with IOptions<>"] = BeforeTheStart,
            ["constructed with IServiceCollection"] = BeforeTheStart,
            ["OrchestratorHealthChecksBuilderExtensions.AddOrchestrator(builder)"] = BeforeTheStart,
            ["constructed with IMeterFactory"] = BeforeTheStart,
            ["constructed with DbCommand"] = Database,
            ["constructed with DbDataReader"] = Database,
            ["constructed with IDbContextFactory<>"] = Database,
            ["constructed with IHostApplicationLifetime"] = OwnHost,
            ["constructed with ILogger"] = OwnHost,
            ["constructed with ILoggerFactory"] = OwnHost,
            ["constructed with TimeProvider"] = OwnHost,
        };

    private const string EnginesOwn = "The engine implements it. Authors and hosts call it, and get what it throws.";

    private const string BeforeTheStart = "It runs while the host is built or started, and its host gets what it throws.";

    private const string Database =
        "The core database. What it throws is tested where it is lost, full or in the way: FullDiskTests, LostConnectionTests, RaceTests.";

    private const string OwnHost = "Everything goes through it, so it has hosts of its own: FaultyLogTests and FaultyClockTests.";
}
