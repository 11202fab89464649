using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Benchmarks;

/// <summary>
/// Steps per second of the engine, against the raw commits per second of the same kind of file, in turns in the same run: each step is one
/// commit.
/// </summary>
internal static class StepsBenchmark
{
    private const int Rounds = 5;
    private const int Processes = 100;
    private const int StepsPerProcess = 10;

    internal static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-benchmark-");
        try
        {
            using var host = await StartHostAsync(Path.Combine(folder.FullName, "core.db"));
            var processes = host.Services.GetRequiredService<IProcesses>();
            var subscriptions = new List<Guid>();
            for (var index = 0; index < Processes; index++)
            {
                subscriptions.Add(await CreateAsync(processes, folder));
            }

            Console.WriteLine(
                $"round | raw commits/s | steps/s | ratio    ({Processes} reconciles of {StepsPerProcess} steps a round, synchronous FULL)"
            );
            for (var round = 1; round <= Rounds; round++)
            {
                var raw = await RawCommitsPerSecondAsync(Path.Combine(folder.FullName, $"raw{round}.db"), Processes * StepsPerProcess);
                var steps = await StepsPerSecondAsync(processes, subscriptions);
                Console.WriteLine($"{round, 5} | {raw, 13:N0} | {steps, 7:N0} | {steps / raw:P0}");
            }

            var one = Stopwatch.StartNew();
            await FinishAsync(
                processes,
                await processes.StartAsync("reconcile_idle", [Page(new { subscription_id = subscriptions[0] })], "benchmark")
            );
            Console.WriteLine($"one reconcile of {StepsPerProcess} steps, from start to completed: {one.Elapsed.TotalMilliseconds:N1} ms");
            await host.StopAsync();
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IHost> StartHostAsync(string file)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<HttpClient>();
        builder.Services.AddOrchestrator(builder.Configuration).UseSqlite().AddOrchestrator_BenchmarksWorkflows();
        builder.Services.Configure<OrchestratorOptions>(options => options.Database = $"Data Source={file}");
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<Guid> CreateAsync(IProcesses processes, DirectoryInfo folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "core.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT product_id FROM products WHERE name = 'idle'";
        var product = (string)(await command.ExecuteScalarAsync())!;
        return (
            await FinishAsync(processes, await processes.StartAsync("create_idle", [Page(new { product })], "benchmark"))
        ).SubscriptionIds.Single();
    }

    private static async Task<double> StepsPerSecondAsync(IProcesses processes, List<Guid> subscriptions)
    {
        var watch = Stopwatch.StartNew();
        var started = new List<Guid>();
        foreach (var subscription in subscriptions)
        {
            started.Add(await processes.StartAsync("reconcile_idle", [Page(new { subscription_id = subscription })], "benchmark"));
        }

        foreach (var process in started)
        {
            await FinishAsync(processes, process);
        }

        return subscriptions.Count * StepsPerProcess / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> RawCommitsPerSecondAsync(string file, int count)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using (var setup = connection.CreateCommand())
        {
            setup.CommandText =
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id TEXT PRIMARY KEY, value TEXT NOT NULL)";
            await setup.ExecuteNonQueryAsync();
        }

        var watch = Stopwatch.StartNew();
        for (var index = 0; index < count; index++)
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO rows (id, value) VALUES (@id, @value)";
            insert.Parameters.AddWithValue("@id", Guid.NewGuid().ToString());
            insert.Parameters.AddWithValue("@value", "{\"first\":1}");
            await insert.ExecuteNonQueryAsync();
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<ProcessDetail> FinishAsync(IProcesses processes, Guid processId)
    {
        while (true)
        {
            var process = await processes.GetAsync(processId);
            if (process.Status == ProcessStatus.Completed)
            {
                return process;
            }

            if (process.Status == ProcessStatus.Failed)
            {
                throw new InvalidOperationException($"Process {processId} failed: {process.FailedReason}");
            }

            await Task.Delay(1);
        }
    }

    private static JsonElement Page(object page) => JsonSerializer.SerializeToElement(page, StateJson.Options);
}
