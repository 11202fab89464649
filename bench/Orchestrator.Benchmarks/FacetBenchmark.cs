using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Benchmarks;

/// <summary>
/// How long the counts of all facets of a list take, with 100,000 subscriptions and 100,000 processes, beside one statement that reads and
/// groups the same rows, on a connection of its own.
/// </summary>
internal static class FacetBenchmark
{
    private const int Rows = 100_000;
    private const int Requests = 50;

    private const string OfSubscriptions =
        "SELECT count(*) FROM (SELECT product_id, status, insync, count(*) FROM subscriptions GROUP BY 1, 2, 3) g";
    private const string OfProcesses =
        "SELECT count(*) FROM (SELECT workflow_id, last_status, assignee, count(*) FROM processes GROUP BY 1, 2, 3) g";

    private static readonly (string Name, string Statement, Func<IServiceProvider, Task> CountAsync)[] Lists =
    [
        ("subscriptions, nothing chosen", OfSubscriptions, Subscriptions("", new())),
        ("subscriptions, status and sync", OfSubscriptions, Subscriptions("", new() { Status = "active", InSync = true })),
        ("subscriptions, a word of 1,001", OfSubscriptions, Subscriptions("42", new())),
        ("subscriptions, a word of all", OfSubscriptions, Subscriptions("idle", new())),
        ("processes, nothing chosen", OfProcesses, Processes(new())),
        ("processes, a status", OfProcesses, Processes(new() { Status = "failed" })),
    ];

    internal static async Task RunAsync(string? server)
    {
        Console.WriteLine("database   | facets of 100,000               | one statement |   median | 90th percentile    (milliseconds)");
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
        await database.AddHistoryAsync(Rows);
        await database.AddSubscriptionsAsync(Rows);
        await database.AnalyzeAsync();
        foreach (var (list, statement, countAsync) in Lists)
        {
            await countAsync(app.Services);
            var floor = new List<double>();
            var whole = new List<double>();
            for (var request = 0; request < Requests; request++)
            {
                var watch = Stopwatch.StartNew();
                await database.TextAsync(statement);
                floor.Add(watch.Elapsed.TotalMilliseconds);
                watch.Restart();
                await countAsync(app.Services);
                whole.Add(watch.Elapsed.TotalMilliseconds);
            }

            floor.Sort();
            whole.Sort();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -10} | {list, -31} | {floor[Requests / 2], 13:N1} | {whole[Requests / 2], 8:N1} | "
                        + $"{whole[Requests * 9 / 10], 15:N1}"
                )
            );
        }
    }

    private static Func<IServiceProvider, Task> Subscriptions(string query, FacetChoices choices) =>
        services => services.GetRequiredService<ISubscriptionDirectory>().CountFacetsAsync(query, choices);

    private static Func<IServiceProvider, Task> Processes(ProcessFacetChoices choices) =>
        services => services.GetRequiredService<IProcesses>().CountFacetsAsync([], choices);
}
