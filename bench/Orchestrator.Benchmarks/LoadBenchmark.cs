using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// Clients that read everything there is over HTTP, and clients that start reconciles, all at once, on a database with many subscriptions
/// and processes. Beside it, under the same load: an endpoint that does nothing, and for each list one that only executes the two
/// statements that it cannot do without.
/// </summary>
internal static class LoadBenchmark
{
    internal const int UsualRows = 100_000;
    internal const int UsualSeconds = 60;

    private const int WarmUp = 3;
    private const int Readers = 50;
    private const int Starters = 20;
    private const int SubscriptionsOfStarter = 5;
    private const int Reconciled = Starters * SubscriptionsOfStarter;
    private const int Shown = 10;
    private const string Starts = "POST reconcile_idle";
    private const string Whole = "a reconcile, until it is seen";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    internal static async Task RunAsync(int rows, int seconds, string? server)
    {
        await MeasureAsync("SQLite FULL", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full), rows, seconds);
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server), rows, seconds);
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database, int rows, int seconds)
    {
        await using var own = database;
        await using var app = await BenchmarkApi.StartAsync(
            database,
            static options => options.Metrics = true,
            app => LoadReads.MapFloors(app, database)
        );
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var idle = await CreateIdleAsync(http, database);
        await database.AddHistoryAsync(rows);
        await database.AddSubscriptionsAsync(rows);
        await database.LinkHistoryAsync(rows);
        await database.AnalyzeAsync();
        var reads = await LoadReads.FindAsync(http, await FindKnownAsync(http, database, idle));
        _ = await ReadAsync(http, reads, new Random(), DateTime.UtcNow.AddSeconds(WarmUp));
        var end = DateTime.UtcNow.AddSeconds(seconds);
        var clients = await Task.WhenAll([
            .. Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(http, reads, new Random(reader), end))),
            .. idle.Take(Reconciled).Chunk(SubscriptionsOfStarter).Select(part => Task.Run(() => ReconcileAsync(http, part, end))),
        ]);
        Print(
            $"{name}, {rows:N0} subscriptions and processes, {seconds} s, {Readers} + {Starters} clients",
            LoadTimes.Of(clients),
            reads,
            seconds
        );
    }

    /// <summary>Subscriptions with a tree, which can be shown. All but the last are reconciled: it can always be planned.</summary>
    private static async Task<IReadOnlyList<string>> CreateIdleAsync(HttpClient http, BenchmarkDatabase database)
    {
        var product = await database.TextAsync("SELECT product_id FROM products WHERE name = 'idle'");
        for (var subscription = 0; subscription <= Reconciled; subscription++)
        {
            using var created = await http.PostAsJsonAsync("/api/processes/create_idle", new[] { new { product } });
            created.EnsureSuccessStatusCode();
        }

        await database.UntilIdleAsync();
        return await database.TextsAsync("SELECT subscription_id FROM subscriptions");
    }

    /// <summary>What the addresses of the document are filled with.</summary>
    private static async Task<IReadOnlyDictionary<string, string[]>> FindKnownAsync(
        HttpClient http,
        BenchmarkDatabase database,
        IReadOnlyList<string> idle
    )
    {
        const string customer = "customer 1";
        using var described = await http.PostAsJsonAsync(
            "/api/subscription_customer_descriptions",
            new
            {
                description = "ours",
                customer_id = customer,
                subscription_id = idle[0],
            }
        );
        var query = $"subscription_id:{idle[0]}";
        var started = await StartBulkAsync(http, new { query }, "/api/reconcile");
        var checking = await StartBulkAsync(http, new { query, dry_run = true }, "/api/reconcile/dry-runs");
        return new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["process_id"] = [.. await database.TextsAsync("SELECT pid FROM processes ORDER BY pid DESC LIMIT 1000")],
            ["/api/reconcile/{process_id} process_id"] = [started],
            ["/api/reconcile/dry-runs/{process_id} process_id"] = [checking],
            ["subscription_id"] = [.. idle],
            ["/api/subscriptions/{subscription_id}/reconcile-plan subscription_id"] = [idle[^1]],
            ["/api/subscription_customer_descriptions/customer/{customer_id}/subscription/{subscription_id} subscription_id"] = [idle[0]],
            ["customer_id"] = [customer],
            ["id"] = [.. await database.TextsAsync("SELECT id FROM subscription_customer_descriptions")],
            ["workflow_id"] = [.. await database.TextsAsync("SELECT workflow_id FROM workflows")],
            ["product_id"] = [.. await database.TextsAsync("SELECT product_id FROM products")],
            ["product_block_id"] = [.. await database.TextsAsync("SELECT product_block_id FROM product_blocks")],
            ["resource_type_id"] = [.. await database.TextsAsync("SELECT resource_type_id FROM resource_types")],
            ["language"] = ["en-GB"],
        };
    }

    /// <summary>Starts a bulk reconcile or a dry run, and waits for its end.</summary>
    private static async Task<string> StartBulkAsync(HttpClient http, object body, string shownAt)
    {
        using var bulk = await http.PostAsJsonAsync("/api/reconcile", body);
        var started = (await bulk.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        await UntilCompletedAsync(http, $"{shownAt}/{started}");
        return started;
    }

    private static async Task<LoadTimes> ReadAsync(HttpClient http, IReadOnlyList<LoadRead> reads, Random random, DateTime end)
    {
        var times = new LoadTimes();
        var lap = reads.ToArray();
        while (DateTime.UtcNow < end)
        {
            random.Shuffle(lap);
            foreach (var read in lap.TakeWhile(_ => DateTime.UtcNow < end))
            {
                await times.RequestAsync(read.Name, () => read.SendAsync(http, random));
                if (LoadReads.FindFloor(read) is { } floor)
                {
                    await times.RequestAsync(StatementsOf(read), () => http.GetAsync(new Uri(floor, UriKind.Relative)));
                }
            }
        }

        return times;
    }

    private static async Task<LoadTimes> ReconcileAsync(HttpClient http, string[] subscriptions, DateTime end)
    {
        var times = new LoadTimes();
        for (var turn = 0; DateTime.UtcNow < end; turn++)
        {
            var pages = new[] { new { subscription_id = subscriptions[turn % subscriptions.Length] } };
            await times.TakeAsync(
                Whole,
                async () =>
                {
                    var started = await times.RequestAsync(Starts, () => http.PostAsJsonAsync("/api/processes/reconcile_idle", pages));
                    if (JsonNode.Parse(started)?["id"] is { } process)
                    {
                        await UntilCompletedAsync(http, $"/api/processes/{process}");
                    }
                }
            );
        }

        return times;
    }

    private static async Task UntilCompletedAsync(HttpClient http, string address)
    {
        while ((string?)(await http.GetFromJsonAsync<JsonNode>(address))!["last_status"] is not ("completed" or "failed"))
        {
            await Task.Delay(Pause);
        }
    }

    private static void Print(string title, LoadTimes times, IReadOnlyList<LoadRead> reads, int seconds)
    {
        Console.WriteLine(
            $"""

            {title}
            {"", -32} | requests | per s    | p50 ms  | p99 ms  | statements | p99 ms     | p99 / p99
            """
        );
        foreach (var read in reads)
        {
            Console.WriteLine(times.Line(read.Name, seconds, LoadReads.FindFloor(read) is not null ? StatementsOf(read) : null));
        }

        Console.WriteLine(times.Line(Starts, seconds));
        Console.WriteLine(times.Line(Whole, seconds));
        var all = reads.Sum(read => times.Count(read.Name)) + times.Count(Starts);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{all:N0} requests, {all / seconds:N0} a second, {times.Errors.Count} errors")
        );
        foreach (var error in times.Errors.Distinct().Take(Shown))
        {
            Console.WriteLine($"  {error}");
        }
    }

    private static string StatementsOf(LoadRead read) => $"{read.Name}: statements";
}
