using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Testing;

namespace Orchestrator.Tests.Support;

/// <summary>
/// The kit's host with the test workflows, an external system that the test steers, and the kind of database that this run is about.
/// </summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly OrchestratorTestHost _host;
    private readonly bool _ownsDatabase;

    private EngineHost(OrchestratorTestHost host, TestDatabase database, bool ownsDatabase, ExternalSystem external)
    {
        _host = host;
        _ownsDatabase = ownsDatabase;
        Database = database;
        External = external;
    }

    public TestDatabase Database { get; }

    public ExternalSystem External { get; }

    public IServiceProvider Services => _host.Services;

    public IProcesses Processes => _host.Processes;

    /// <param name="database">The database; null for a new one, gone with the host.</param>
    /// <param name="configure">Changes the engine's settings.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="time">
    /// The clock. Tests that wait for a time give the kit's, which they move. Null is the system's: most tests are about what several
    /// threads and hosts do to each other, for which sweeps have to come by themselves.
    /// </param>
    /// <param name="builder">Registers more.</param>
    public static async Task<EngineHost> StartAsync(
        TestDatabase? database = null,
        Action<OrchestratorOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        TimeProvider? time = null,
        Action<IOrchestratorBuilder>? builder = null
    )
    {
        var used = database ?? TestDatabase.New();
        var external = new ExternalSystem();
        var host = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = orchestrator =>
                {
                    orchestrator.AddOrchestrator_Tests_SupportWorkflows();
                    used.Register(orchestrator);
                    builder?.Invoke(orchestrator);
                },
                Time = time ?? TimeProvider.System,
                Options = options =>
                {
                    options.Provider = used.Provider.Name;
                    options.Database = used.ConnectionString;
                    if (time is not FakeTimeProvider)
                    {
                        options.RecoveryInterval = TimeSpan.FromMilliseconds(200);
                    }

                    configure?.Invoke(options);
                },
                Services = collection =>
                {
                    collection.AddSingleton<IExternalSystem>(external);
                    collection.AddSingleton<GadgetSystem>();
                    collection.AddSingleton<CallbackRoutes>();
                    collection.AddSingleton<Library>();
                    collection.AddSingleton<IBeat, NoBeat>();
                    services?.Invoke(collection);

                    // As in an application without the API, and not as in the test host of an author.
                    collection.TryAddSingleton<IWorkflowPolicies, NoPolicies>();
                    if (time is null)
                    {
                        collection.RemoveSchedulesAtTimesOfDay();
                    }
                },
            }
        );
        return new(host, used, database is null, external);
    }

    public static JsonElement Page(object page) => OrchestratorTestHost.Page(page);

    public static Task UntilAsync(Func<Task<bool>> holds) => OrchestratorTestHost.UntilAsync(holds);

    public Guid ProductId(string product = "thing") =>
        Guid.Parse(Database.Query($"SELECT product_id FROM products WHERE name = '{product}'").Single());

    /// <summary>Makes an active subscription by running the create workflow.</summary>
    public async Task<Guid> CreateThingAsync(int size = 1)
    {
        var process = await _host.RunAsync("create_thing", new { product = ProductId() }, new { size });
        process.AssertStatus(ProcessStatus.Completed);
        return process.SubscriptionIds.Single();
    }

    public Task<Guid> StartAsync(string workflow, Guid subscriptionId, params object[] pages) =>
        _host.StartAsync(workflow, [new { subscription_id = subscriptionId }, .. pages]);

    /// <summary>Runs a workflow that asks nothing and has no subscription, until it has a status; completed by default.</summary>
    public async Task<ProcessDetail> RunPlainAsync(string workflow, ProcessStatus until = ProcessStatus.Completed) =>
        await WaitAsync(await _host.StartAsync(workflow, new { }), until);

    /// <summary>Runs a workflow that has no subscription until it is completed.</summary>
    public async Task<ProcessDetail> RunPlainAsync(string workflow, object[] pages) =>
        await WaitAsync(await _host.StartAsync(workflow, pages), ProcessStatus.Completed);

    public Task<ProcessDetail> WaitAsync(Guid processId, params ProcessStatus[] wanted) => _host.WaitAsync(processId, wanted);

    /// <summary>Moves the clock that the host was given, and waits until everything that is due by then is done.</summary>
    public Task AdvanceAsync(TimeSpan time) => _host.AdvanceAsync(time);

    public Task<ProcessDetail> CallBackAsync(Guid processId, object result) => _host.CallBackAsync(processId, result);

    /// <summary>Compares JSON by what it says: a store may keep the members of an object in any order.</summary>
    public static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), $"Expected {expected}, found {actual.GetRawText()}");

    /// <summary>Every row of the tables that hold subscriptions, versions included.</summary>
    public IReadOnlyList<string> DumpSubscriptions() =>
        [
            .. Database.Query("SELECT 'subscription', * FROM subscriptions ORDER BY subscription_id"),
            .. Database.Query("SELECT 'instance', * FROM subscription_instances ORDER BY subscription_instance_id"),
            .. Database.Query("SELECT 'value', * FROM subscription_instance_values ORDER BY subscription_instance_value_id"),
            .. Database.Query("SELECT 'relation', * FROM subscription_instance_relations ORDER BY in_use_by_id, depends_on_id, order_id"),
        ];

    /// <summary>Stops the host and waits for its workers.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        External.Open();
        await _host.DisposeAsync();
        if (_ownsDatabase)
        {
            Database.Dispose();
        }
    }
}
