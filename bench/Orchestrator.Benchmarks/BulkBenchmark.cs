using System.Diagnostics;
using System.Globalization;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How long many reconciles take in bulk against the same ones started one by one, and how long a person waits for a create workflow, on a
/// quiet host and while they run, from the start to the completed process.
/// </summary>
internal static class BulkBenchmark
{
    internal const int Usual = 10_000;
    private const int Samples = 40;
    private const int Clients = 8;

    internal static async Task RunAsync(int subscriptions, string? server)
    {
        await MeasureAsync("SQLite", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full), subscriptions);
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server), subscriptions);
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database, int subscriptions)
    {
        await using var own = database;
        await using var host = await BenchmarkHost.StartAsync(database, workers: 4);
        await host.CreateIdleAsync(subscriptions, Clients);
        Print($"{name}: create, nothing else to do", await MeasureAsync(host));

        var direct = await TimeAsync(() => host.ReconcileIdleAsync(Clients));
        Print(name, $"{subscriptions:N0} reconciles started by {Clients} clients", direct, subscriptions);

        var bulk = await host.Bulk.StartAsync("", concurrency: 20, "benchmark");
        var time = await TimeAsync(() => UntilEndAsync(host, bulk));
        Print(name, $"the same in bulk, {time / direct:N2} times as long", time, subscriptions);

        var beside = await host.Bulk.StartAsync("", concurrency: 20, "benchmark");
        await Task.Delay(1_000);
        Print($"{name}: create, while {subscriptions:N0} are reconciled", await MeasureAsync(host));
        await UntilEndAsync(host, beside);
    }

    private static async Task UntilEndAsync(BenchmarkHost host, Guid bulk)
    {
        while ((await host.Bulk.GetAsync(bulk)).Counts is { ToStart: > 0 } or { Running: > 0 } or { Total: 0 })
        {
            await Task.Delay(50);
        }

        var counts = (await host.Bulk.GetAsync(bulk)).Counts;
        if (counts.Done < counts.Total)
        {
            throw new InvalidOperationException($"Not all were reconciled: {counts}.");
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed;
    }

    private static async Task<List<double>> MeasureAsync(BenchmarkHost host)
    {
        var samples = new List<double>();
        for (var sample = 0; sample < Samples; sample++)
        {
            samples.Add((await TimeAsync(() => host.CreateIdleAsync(1, clients: 1))).TotalMilliseconds);
        }

        return [.. samples.Order()];
    }

    private static void Print(string name, string what, TimeSpan time, int count) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {what}: {time.TotalSeconds:N1} s, {count / time.TotalSeconds:N0} a second"
            )
        );

    private static void Print(string what, List<double> samples) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -52} median {samples[samples.Count / 2], 6:N1} ms, 90th percentile {samples[samples.Count * 9 / 10], 6:N1} "
                    + $"ms, worst {samples[^1], 6:N1} ms"
            )
        );
}
