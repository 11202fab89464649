using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How many processes clients can start over HTTP in a second. No worker executes them, so that starts alone are measured: each is a
/// commit.
/// </summary>
internal static class HttpStartsBenchmark
{
    private const int Rounds = 5;
    private const int Starts = 2_000;
    private const int Clients = 8;

    internal static async Task RunAsync(string? server)
    {
        await MeasureAsync("SQLite FULL", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full));
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server));
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database)
    {
        await using var own = database;
        await using var app = await BenchmarkApi.StartAsync(database, static options => options.Queues["tasks"] = 0);
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        await StartAsync(http);
        Console.WriteLine($"round | raw commits/s | starts/s | ratio    ({Clients} clients, {name})");
        for (var round = 1; round <= Rounds; round++)
        {
            var raw = await database.RawCommitsPerSecondAsync(Clients, Starts);
            var watch = Stopwatch.StartNew();
            await StartAsync(http);
            var starts = Starts / watch.Elapsed.TotalSeconds;
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{round, 5} | {raw, 13:N0} | {starts, 8:N0} | {starts / raw:P0}")
            );
        }
    }

    private static Task StartAsync(HttpClient http) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var start = 0; start < Starts / Clients; start++)
                        {
                            using var response = await http.PostAsJsonAsync("/api/processes/do_nothing", new[] { new { } });
                            response.EnsureSuccessStatusCode();
                        }
                    })
                )
        );
}
