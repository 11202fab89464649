using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Products;
using Orchestrator.Storage.Catalog;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Search;
using Orchestrator.Storage.Subscriptions;
using Orchestrator.Storage.Webhooks;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Support;

/// <summary>
/// A migrated core database of its own, with the products of the tests. Not the kit's host, because the store is tested alone here: every
/// statement on the database is the test's, and no engine runs beside it.
/// </summary>
internal sealed class CoreDatabase : IAsyncDisposable
{
    internal static readonly Guid Process = Guid.Parse("0197f6a0-0000-7000-8000-000000000001");

    private readonly ServiceProvider _services;

    private CoreDatabase(WorkflowCatalog catalog, TestDatabase? database)
    {
        File = database ?? TestDatabase.New();
        // The engine's own workflows are not in this catalog.
        Options.DefaultWorkflows.Clear();
        Catalog = catalog;
        var services = new ServiceCollection();
        Log = File.LogStatements();
        services.AddPooledDbContextFactory<OrchestratorDbContext>(options =>
        {
            File.Configure(options);
            Log.Attach(options);
        });
        services.AddSingleton(catalog);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IOptions<OrchestratorOptions>>(new OptionsWrapper<OrchestratorOptions>(Options));
        services.AddScoped<SubscriptionSession>();
        services.AddSingleton<PolicyDecisions>();
        services.AddSingleton<AuthorizationService>();
        services.AddSingleton<VisibilityReader>();
        services.AddSingleton<ReadAuthorization>();
        services.AddLogging();
        services.AddSingleton<EngineLoggers>();
        services.AddSingleton(typeof(EngineLogger<>));
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ChangeBackplane>();
        services.AddSingleton<ChangePublisher>();
        services.AddSingleton<ILinkedSubscriptions, LinkedSubscriptions>();
        services.AddSingleton<SubscriptionSummaryReader>();
        services.AddSingleton<SubscriptionFacetReader>();
        services.AddSingleton(provider =>
            File.Provider.CreateTransactions(provider.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>())
        );
        services.AddSingleton<INotifications, NotificationOutbox>();
        services.AddSingleton<DriftPauseStore>();
        services.AddSingleton<DriftPolicyStore>();
        services.AddSingleton<MaintenanceWindows>();
        services.AddSingleton<ISubscriptionDirectory, SubscriptionService>();
        _services = services.BuildServiceProvider();
    }

    internal TestDatabase File { get; }

    internal StatementLog Log { get; }

    internal WorkflowCatalog Catalog { get; }

    /// <summary>The settings; set them before the directory is first asked for.</summary>
    internal OrchestratorOptions Options { get; } = new();

    internal IDbContextFactory<OrchestratorDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>();

    internal ISubscriptionDirectory Directory => _services.GetRequiredService<ISubscriptionDirectory>();

    internal CatalogSynchronizer Synchronizer =>
        new(
            Contexts,
            File.Provider,
            TimeProvider.System,
            new OptionsWrapper<OrchestratorOptions>(Options),
            _services.GetRequiredService<EngineLogger<CatalogSynchronizer>>()
        );

    internal static Task<CoreDatabase> CreateAsync(params WorkflowDescriptor[] workflows) => CreateAsync(database: null, workflows);

    /// <param name="database">The database, deleted with the result; null for one of the kind that this run is about.</param>
    /// <param name="workflows">The workflows of the catalog.</param>
    internal static async Task<CoreDatabase> CreateAsync(TestDatabase? database, params WorkflowDescriptor[] workflows)
    {
        var core = new CoreDatabase(TestCatalog.Build(workflows), database);
        await core.InitializeAsync();
        await core.Synchronizer.ApplyAsync(core.Catalog, CancellationToken.None);
        core.Log.Clear();
        return core;
    }

    /// <summary>A database with tables but without products.</summary>
    internal static async Task<CoreDatabase> CreateEmptyAsync(TestDatabase? database = null)
    {
        var core = new CoreDatabase(TestCatalog.Build(), database);
        await core.InitializeAsync();
        return core;
    }

    internal Task InitializeAsync() => File.Provider.InitializeAsync(Contexts, CancellationToken.None);

    internal SubscriptionSession OpenSession() => new(Contexts, Catalog, _services.GetRequiredService<EngineLogger<SubscriptionSession>>());

    internal Guid ProductId(string name) => Guid.Parse(File.Query($"SELECT product_id FROM products WHERE name = '{name}'").Single());

    /// <summary>Runs work in a transaction that writes, as the engine runs a step's.</summary>
    internal async Task InTransactionAsync(Func<OrchestratorDbContext, Task> work)
    {
        await using var context = await Contexts.CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await work(context);
        await transaction.CommitAsync();
    }

    /// <summary>Saves subscriptions through a session.</summary>
    internal async Task SaveAsync(SubscriptionSession session, params SubscriptionModel[] subscriptions)
    {
        foreach (var subscription in subscriptions)
        {
            session.Track(subscription);
        }

        var prepared = await session.PrepareAsync(CancellationToken.None);
        await InTransactionAsync(context => session.SaveAsync(context, prepared, Process, CancellationToken.None));
    }

    internal async Task<T> LoadAsync<T>(Guid subscriptionId)
        where T : SubscriptionModel => await OpenSession().GetAsync<T>(subscriptionId);

    internal async Task<Port> CreatePortAsync(string name = "eth0")
    {
        var port = Port.Create(ProductId("port 10G"), "customer");
        port.Description = $"Port {name}";
        port.Block.PortName = name;
        await SaveAsync(OpenSession(), port);
        return port;
    }

    /// <summary>A circuit with two endpoints on the given ports' blocks; nothing is saved yet.</summary>
    internal Circuit NewCircuit(params Port[] ports)
    {
        var circuit = Circuit.Create(ProductId("circuit"), "customer");
        circuit.Description = "A circuit";
        for (var index = 0; index < circuit.Block.Endpoints.Count; index++)
        {
            circuit.Block.Endpoints[index].Port = ports[index % ports.Length].Block;
            circuit.Block.Endpoints[index].Vlan = 100 + index;
        }

        return circuit;
    }

    internal async Task<Circuit> CreateCircuitAsync(params Port[] ports)
    {
        var circuit = NewCircuit(ports);
        await SaveAsync(OpenSession(), circuit);
        return circuit;
    }

    /// <summary>Sets columns of a subscription behind everyone's back.</summary>
    internal void Set(Guid subscriptionId, string columns) =>
        File.Query($"UPDATE subscriptions SET {columns} WHERE subscription_id = '{subscriptionId}'");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        File.Dispose();
    }
}
