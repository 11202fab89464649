using System.Diagnostics;
using System.Globalization;
using Orchestrator.Hosting;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How long a page of the list of tasks takes over HTTP, with few processes in the table and with many, beside the two statements that it can not do without, on a connection of their own.
/// </summary>
internal static class ListBenchmark
{
    private const int Requests = 200;
    private const int PageSize = 25;

    private static readonly (string Name, string Query)[] Pages =
    [
        ("the newest tasks", $"range=0,{PageSize}&sort=started_at,desc&filter=is_task,true"),
        ("failed tasks", $"range=0,{PageSize}&sort=started_at,desc&filter=is_task,true,last_status,failed"),
        ("all, by last change", $"range=0,{PageSize}&sort=last_modified_at,desc"),
    ];

    internal static async Task RunAsync(string? server)
    {
        Console.WriteLine("database   | processes | page                | two statements | over HTTP | 99th percentile    (medians, milliseconds)");
        foreach (var history in new[] { 100, 100_000 })
        {
            await MeasureAsync("SQLite", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full), history);
            if (server is not null)
            {
                await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server), history);
            }
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database, int history)
    {
        await using var own = database;
        await using var app = await BenchmarkApi.StartAsync(database);
        await database.AddHistoryAsync(history);
        await database.AnalyzeAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        foreach (var (page, query) in Pages)
        {
            var uri = new Uri($"/api/processes/?{query}", UriKind.Relative);
            _ = await http.GetByteArrayAsync(uri);
            var task = database.Provider == "Sqlite" ? "1" : "TRUE";
            var raw = new List<double>();
            var whole = new List<double>();
            for (var request = 0; request < Requests; request++)
            {
                var watch = Stopwatch.StartNew();
                await database.TextAsync($"SELECT COUNT(*) FROM processes WHERE is_task = {task}");
                await database.TextAsync($"SELECT traceback FROM processes WHERE is_task = {task} ORDER BY started_at DESC LIMIT {PageSize}");
                raw.Add(watch.Elapsed.TotalMilliseconds);
                watch.Restart();
                _ = await http.GetByteArrayAsync(uri);
                whole.Add(watch.Elapsed.TotalMilliseconds);
            }

            raw.Sort();
            whole.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10} | {history,9:N0} | {page,-19} | {raw[Requests / 2],14:N2} | {whole[Requests / 2],9:N2} | {whole[Requests * 99 / 100],15:N2}"));
        }
    }
}
