using System.Diagnostics;
using System.Globalization;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How long a person waits for a create workflow, on a quiet host and while 10,000 subscriptions are reconciled, from the start to the
/// completed process.
/// </summary>
internal static class BulkBenchmark
{
    private const int Subscriptions = 10_000;
    private const int Samples = 40;

    internal static async Task RunAsync(string? server)
    {
        await MeasureAsync("SQLite", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full));
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server));
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database)
    {
        await using var own = database;
        await using var host = await BenchmarkHost.StartAsync(database, workers: 4);
        await host.CreateIdleAsync(Subscriptions, clients: 8);
        Print($"{name}: create, nothing else to do", await MeasureAsync(host));

        var watch = Stopwatch.StartNew();
        var bulk = await host.Bulk.StartAsync("", concurrency: 20, "benchmark");
        await Task.Delay(1_000);
        Print($"{name}: create, while {Subscriptions:N0} are reconciled", await MeasureAsync(host));
        while ((await host.Bulk.GetAsync(bulk)).Counts is { ToStart: > 0 } or { Running: > 0 })
        {
            await Task.Delay(200);
        }

        var counts = (await host.Bulk.GetAsync(bulk)).Counts;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {counts.Done:N0} reconciled, {counts.Failed} failed, {counts.Refused} refused in {watch.Elapsed.TotalSeconds:N0} s"
            )
        );
    }

    private static async Task<List<double>> MeasureAsync(BenchmarkHost host)
    {
        var samples = new List<double>();
        for (var sample = 0; sample < Samples; sample++)
        {
            var watch = Stopwatch.StartNew();
            await host.CreateIdleAsync(1, clients: 1);
            samples.Add(watch.Elapsed.TotalMilliseconds);
        }

        return [.. samples.Order()];
    }

    private static void Print(string what, List<double> samples) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -52} median {samples[samples.Count / 2], 6:N1} ms, 90th percentile {samples[samples.Count * 9 / 10], 6:N1} ms, worst {samples[^1], 6:N1} ms"
            )
        );
}
