using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.BulkReconciles;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Benchmarks;

/// <summary>A host on a database of its own, and raw access to the same database.</summary>
internal sealed class BenchmarkHost : IAsyncDisposable
{
    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];

    private readonly IHost _host;
    private readonly BenchmarkDatabase _database;

    private BenchmarkHost(IHost host, BenchmarkDatabase database) => (_host, _database) = (host, database);

    internal IProcesses Processes => _host.Services.GetRequiredService<IProcesses>();

    internal static async Task<BenchmarkHost> StartAsync(BenchmarkDatabase database, int workers)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<HttpClient>();
        builder.Services.AddOrchestrator(builder.Configuration).AddOrchestrator_BenchmarksWorkflows().UseSqlite().UsePostgreSql();
        builder.Services.Configure<OrchestratorOptions>(options =>
        {
            options.Provider = database.Provider;
            options.Database = database.ConnectionString;
            options.SqliteSynchronous = database.Synchronous;
            options.Queues["tasks"] = workers;
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host, database);
    }

    internal IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    /// <summary>Makes subscriptions by their create workflow, and waits for each.</summary>
    internal async Task CreateIdleAsync(int count, int clients)
    {
        var product = await _database.TextAsync("SELECT product_id FROM products WHERE name = 'idle'");
        JsonElement[] pages = [JsonSerializer.SerializeToElement(new { product })];
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var subscription = 0; subscription < count / clients; subscription++)
                        {
                            var process = await Processes.StartAsync("create_idle", pages, "benchmark");
                            while ((await Processes.GetAsync(process)).Status != ProcessStatus.Completed)
                            {
                                await Task.Delay(1);
                            }
                        }
                    })
                )
        );
    }

    /// <summary>Lets clients start the reconcile of every subscription, and waits until all are completed.</summary>
    internal async Task ReconcileIdleAsync(int clients)
    {
        var left = new ConcurrentQueue<string>(await _database.TextsAsync("SELECT subscription_id FROM subscriptions"));
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (left.TryDequeue(out var subscription))
                        {
                            await Processes.StartAsync(
                                "reconcile_idle",
                                [JsonSerializer.SerializeToElement(new { subscription_id = subscription })],
                                "benchmark"
                            );
                        }
                    })
                )
        );
        await _database.UntilIdleAsync();
    }

    /// <summary>Lets clients start processes, and waits until none is left that can continue.</summary>
    internal async Task RunAsync(string workflow, int count, int clients)
    {
        await StartAsync(workflow, count, clients);
        await _database.UntilIdleAsync();
    }

    /// <summary>Lets clients start processes.</summary>
    internal Task StartAsync(string workflow, int count, int clients) =>
        Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var process = 0; process < count / clients; process++)
                        {
                            await Processes.StartAsync(workflow, NoAnswers, "benchmark");
                        }
                    })
                )
        );

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
