using System.Diagnostics;
using System.Globalization;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How fast processes that were queued when a host stopped are executed by the next one, beside the same number of processes that are
/// started while the host executes them. Both in the same run, each in a database of its own. Starting them costs commits too, so recovery
/// is to be no slower.
/// </summary>
internal static class RecoveryBenchmark
{
    internal const int Usual = 50_000;

    private const int Clients = 4;

    internal static async Task RunAsync(int processes, string? server)
    {
        Console.WriteLine("database    | processes | started live, per second | recovered, per second | ratio");
        await MeasureAsync(
            "SQLite FULL",
            workers: 4,
            processes,
            static () => Task.FromResult(BenchmarkDatabase.Sqlite(SqliteSynchronous.Full))
        );
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", workers: 8, processes, () => BenchmarkDatabase.PostgreSqlAsync(server));
        }
    }

    private static async Task MeasureAsync(string name, int workers, int processes, Func<Task<BenchmarkDatabase>> createAsync)
    {
        var live = await MeasureLiveAsync(await createAsync(), workers, processes);
        var recovered = await MeasureRecoveryAsync(await createAsync(), workers, processes);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -11} | {processes, 9:N0} | {live, 24:N0} | {recovered, 21:N0} | {recovered / live:N2}"
            )
        );
    }

    private static async Task<double> MeasureLiveAsync(BenchmarkDatabase database, int workers, int processes)
    {
        await using var own = database;
        await using var host = await BenchmarkHost.StartAsync(database, workers);
        await host.RunAsync("do_nothing", Clients, Clients);
        var watch = Stopwatch.StartNew();
        await host.RunAsync("do_nothing", processes, Clients);
        return processes / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> MeasureRecoveryAsync(BenchmarkDatabase database, int workers, int processes)
    {
        await using var own = database;
        await using (var starting = await BenchmarkHost.StartAsync(database, workers: 0))
        {
            await starting.StartAsync("do_nothing", processes, Clients);
        }

        var watch = Stopwatch.StartNew();
        await using var next = await BenchmarkHost.StartAsync(database, workers);
        await database.UntilIdleAsync();
        return processes / watch.Elapsed.TotalSeconds;
    }
}
