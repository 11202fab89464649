using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Engine;
using Orchestrator.Hosting;

namespace Orchestrator.Tests.Support;

/// <summary>A real host on a real SQLite file, with the test workflows and an external system that the test steers.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly IHost _host;
    private readonly bool _ownsDatabase;

    private EngineHost(IHost host, TestDatabase database, bool ownsDatabase, ExternalSystem external)
    {
        _host = host;
        _ownsDatabase = ownsDatabase;
        Database = database;
        External = external;
    }

    public TestDatabase Database { get; }

    public ExternalSystem External { get; }

    public IServiceProvider Services => _host.Services;

    public IProcesses Processes => Services.GetRequiredService<IProcesses>();

    public static async Task<EngineHost> StartAsync(
        TestDatabase? database = null,
        Action<OrchestratorOptions>? configure = null,
        Action<IServiceCollection>? services = null)
    {
        var file = database ?? new TestDatabase();
        var external = new ExternalSystem();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        TestDatabase.Register(builder.Services.AddOrchestrator(builder.Configuration));
        builder.Services.Configure<OrchestratorOptions>(options =>
        {
            options.Provider = TestDatabase.Provider.Name;
            options.Database = file.ConnectionString;
            options.SweepInterval = TimeSpan.FromMilliseconds(200);
            configure?.Invoke(options);
        });
        builder.Services.AddSingleton<IExternalSystem>(external);
        services?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new(host, file, database is null, external);
    }

    public static JsonElement Page(object page) => JsonSerializer.SerializeToElement(page, StateJson.Options);

    public Guid ProductId(string product = "thing") => Guid.Parse(Database.Query($"SELECT product_id FROM products WHERE name = '{product}'").Single());

    /// <summary>Makes an active subscription by running the create workflow.</summary>
    public async Task<Guid> CreateThingAsync(int size = 1)
    {
        var processId = await Processes.StartAsync("create_thing", [Page(new { product = ProductId() }), Page(new { size })], "test");
        var process = await WaitAsync(processId, ProcessStatus.Completed);
        return process.SubscriptionIds.Single();
    }

    public Task<Guid> StartAsync(string workflow, Guid subscriptionId, params object[] pages) =>
        Processes.StartAsync(workflow, [Page(new { subscription_id = subscriptionId }), .. pages.Select(Page)], "test");

    /// <summary>Runs a workflow that asks nothing and has no subscription, until it has a status; completed by default.</summary>
    public async Task<ProcessDetail> RunPlainAsync(string workflow, ProcessStatus until = ProcessStatus.Completed) =>
        await WaitAsync(await Processes.StartAsync(workflow, [Page(new { })], "test"), until);

    /// <summary>Waits until something holds; fails when it does not in time.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var until = DateTime.UtcNow + Deadline;
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < until, "It did not come to hold in time.");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until a process has a status; fails with the whole process when it does not get it in time.</summary>
    public async Task<ProcessDetail> WaitAsync(Guid processId, params ProcessStatus[] wanted)
    {
        var until = DateTime.UtcNow + Deadline;
        while (true)
        {
            var process = await Processes.GetAsync(processId);
            if (wanted.Contains(process.Status))
            {
                return process;
            }

            if (DateTime.UtcNow > until)
            {
                Assert.Fail($"Process {processId} is {process.Status}, not {string.Join(" or ", wanted)}: {process.FailedReason}\n{process.Traceback}\nSteps: {string.Join(", ", process.Steps.Select(static step => $"{step.Name} {step.Status}"))}");
            }

            await Task.Delay(10);
        }
    }

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
        await _host.StopAsync();
        _host.Dispose();
        if (_ownsDatabase)
        {
            Database.Dispose();
        }
    }
}
