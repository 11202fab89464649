using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How long a search of 100,000 subscriptions takes over HTTP, with a word that one, a thousand or all of them have, and with conditions as
/// the web client's list sends them; beside an endpoint that reads nothing, in turns.
/// </summary>
internal static class SearchBenchmark
{
    private const int Rows = 100_000;
    private const int Requests = 300;
    private const int PageSize = 25;
    private const string Empty = "/api/settings/cache-names";

    private static readonly (string Name, Func<HttpClient, Task> SendAsync)[] Searches =
    [
        ("a word of one description", Words("77077")),
        ("a word of 1,001 subscriptions", Words("42")),
        ("the beginning of a word of 1,111", Words("description:42*")),
        ("a word of all descriptions", Words("idle")),
        ("a word of one, and a status", Words("77077 status:active")),
        ("one description, structured", Structured(new { query = "77077", limit = PageSize })),
        (
            "the list of the web client",
            Structured(
                new
                {
                    limit = PageSize,
                    filters = new { term = new Dictionary<string, string> { ["subscription.status"] = "active" } },
                    order_by = new { element = "subscription.start_date", direction = "desc" },
                    response_columns = new[] { "subscription.description", "subscription.insync", "subscription.product.name" },
                }
            )
        ),
    ];

    internal static async Task RunAsync(string? server)
    {
        Console.WriteLine("database   | search of 100,000 subscriptions  | nothing read |   median | 99th percentile    (milliseconds)");
        await MeasureAsync("SQLite", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full));
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server));
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database)
    {
        await using var own = database;
        await using var app = await BenchmarkApi.StartAsync(database);
        await database.AddSubscriptionsAsync(Rows);
        await database.AnalyzeAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        foreach (var (search, sendAsync) in Searches)
        {
            await sendAsync(http);
            var nothing = new List<double>();
            var whole = new List<double>();
            for (var request = 0; request < Requests; request++)
            {
                var watch = Stopwatch.StartNew();
                _ = await http.GetByteArrayAsync(new Uri(Empty, UriKind.Relative));
                nothing.Add(watch.Elapsed.TotalMilliseconds);
                watch.Restart();
                await sendAsync(http);
                whole.Add(watch.Elapsed.TotalMilliseconds);
            }

            nothing.Sort();
            whole.Sort();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -10} | {search, -32} | {nothing[Requests / 2], 12:N2} | {whole[Requests / 2], 8:N2} | "
                        + $"{whole[Requests * 99 / 100], 15:N2}"
                )
            );
        }
    }

    private static Func<HttpClient, Task> Words(string query)
    {
        var address = new Uri($"/api/subscriptions/search?query={Uri.EscapeDataString(query)}&range=0,{PageSize}", UriKind.Relative);
        return http => http.GetByteArrayAsync(address);
    }

    private static Func<HttpClient, Task> Structured(object body) =>
        async http =>
        {
            using var answer = await http.PostAsJsonAsync("/api/search/subscriptions", body);
            answer.EnsureSuccessStatusCode();
            _ = await answer.Content.ReadAsByteArrayAsync();
        };
}
