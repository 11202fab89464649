using System.Diagnostics;
using System.Globalization;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How long a page of a list takes over HTTP, with few rows in the table and with many, beside the two statements that it cannot do
/// without, on a connection of their own: how many there are, and these.
/// </summary>
internal static class ListBenchmark
{
    private const int Requests = 200;
    private const int PageSize = 25;

    private static readonly Page[] Pages =
    [
        new(
            "the newest tasks",
            "/api/processes/?sort=started_at,desc&filter=is_task,true",
            "processes WHERE is_task = TRUE",
            "traceback",
            "started_at DESC"
        ),
        new(
            "failed tasks",
            "/api/processes/?sort=started_at,desc&filter=is_task,true,last_status,failed",
            "processes WHERE is_task = TRUE AND last_status = 'failed'",
            "traceback",
            "started_at DESC"
        ),
        new(
            "all processes, by last change",
            "/api/processes/?sort=last_modified_at,desc",
            "processes",
            "traceback",
            "last_modified_at DESC"
        ),
        new("all subscriptions", "/api/subscriptions/search?query=", "subscriptions", "description", "subscription_id DESC"),
        new(
            "active subscriptions",
            "/api/subscriptions/search?query=status:active",
            "subscriptions WHERE status = 'active'",
            "description",
            "subscription_id DESC"
        ),
        new(
            "subscriptions with a word",
            "/api/subscriptions/search?query=77",
            "subscriptions WHERE description LIKE '%77%'",
            "description",
            "subscription_id DESC"
        ),
    ];

    internal static async Task RunAsync(string? server)
    {
        Console.WriteLine(
            "database   |    rows | page                          | two statements | over HTTP | 99th percentile    (medians, milliseconds)"
        );
        foreach (var rows in new[] { 100, 100_000 })
        {
            await MeasureAsync("SQLite", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full), rows);
            if (server is not null)
            {
                await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server), rows);
            }
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database, int rows)
    {
        await using var own = database;
        await using var app = await BenchmarkApi.StartAsync(database);
        await database.AddHistoryAsync(rows);
        await database.AddSubscriptionsAsync(rows);
        await database.AnalyzeAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        foreach (var page in Pages)
        {
            var uri = new Uri($"{page.Address}&range=0,{PageSize}", UriKind.Relative);
            _ = await http.GetByteArrayAsync(uri);
            var raw = new List<double>();
            var whole = new List<double>();
            for (var request = 0; request < Requests; request++)
            {
                var watch = Stopwatch.StartNew();
                await database.TextAsync($"SELECT COUNT(*) FROM {page.Rows}");
                await database.TextAsync($"SELECT {page.Column} FROM {page.Rows} ORDER BY {page.Order} LIMIT {PageSize}");
                raw.Add(watch.Elapsed.TotalMilliseconds);
                watch.Restart();
                _ = await http.GetByteArrayAsync(uri);
                whole.Add(watch.Elapsed.TotalMilliseconds);
            }

            raw.Sort();
            whole.Sort();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -10} | {rows, 7:N0} | {page.Name, -29} | {raw[Requests / 2], 14:N2} | {whole[Requests / 2], 9:N2} | "
                        + $"{whole[Requests * 99 / 100], 15:N2}"
                )
            );
        }
    }

    /// <summary>A page of a list.</summary>
    /// <param name="Name">What it shows.</param>
    /// <param name="Address">Its address, without the range.</param>
    /// <param name="Rows">The SQL for its rows.</param>
    /// <param name="Column">A column of them.</param>
    /// <param name="Order">The SQL for their order.</param>
    private sealed record Page(string Name, string Address, string Rows, string Column, string Order);
}
