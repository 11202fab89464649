using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// Checks a second of subscriptions whose external system takes 50 ms for an answer, 20 at once, against the bare client that reads and
/// deserializes the same objects, in turns; and what a check costs the processor.
/// </summary>
internal static class CheckBenchmark
{
    private const int Subscriptions = 2_000;
    private const int AtOnce = 20;
    private const int Rounds = 5;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(50);

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
        await using var store = await StartStoreAsync();
        using var http = new HttpClient { BaseAddress = new(store.Urls.Single()) };
        await using var app = await BenchmarkApi.StartAsync(database, services: services => services.AddSingleton(http));
        Guid[] boxes = [.. (await CreateAsync(app.Services, database)).Select(Guid.Parse)];
        var checks = app.Services.GetRequiredService<IDriftChecks>();
        Console.WriteLine(
            $"round | bare reads/s | checks/s | ratio | CPU of a read | of a check    ({AtOnce} at once, answers after "
                + $"{AnswerTime.TotalMilliseconds} ms, {name})"
        );
        for (var round = 0; round <= Rounds; round++)
        {
            var (bare, bareCpu) = await MeasureAsync(boxes, id => http.GetFromJsonAsync<BoxState>($"boxes/{id}"));
            var (checking, checkCpu) = await MeasureAsync(boxes, id => CheckAsync(checks, id));
            if (round > 0)
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{round, 5} | {bare, 12:N0} | {checking, 8:N0} | {checking / bare, 5:P0} | {bareCpu, 10:N2} ms | "
                            + $"{checkCpu, 7:N2} ms"
                    )
                );
            }
        }
    }

    private static async Task CheckAsync(IDriftChecks checks, Guid subscription)
    {
        var found = await checks.CheckAsync(subscription, "benchmark");
        if (found.Status != DriftStatus.NoDrift)
        {
            throw new InvalidOperationException($"The check of {subscription} has found {found.Status}.");
        }
    }

    /// <summary>How many a second, and the time of the processors that each took, in milliseconds, that of the store included.</summary>
    private static async Task<(double Rate, double Processor)> MeasureAsync(Guid[] boxes, Func<Guid, Task> act)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(boxes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (box, _) => await act(box));
        var elapsed = watch.Elapsed;
        process.Refresh();
        return (boxes.Length / elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalMilliseconds / boxes.Length);
    }

    private static async Task<WebApplication> StartStoreAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet(
            "/boxes/{id}",
            static async (string id) =>
            {
                await Task.Delay(AnswerTime);
                return new BoxState(id, 3, "benchmark");
            }
        );
        await app.StartAsync();
        return app;
    }

    private static async Task<IReadOnlyList<string>> CreateAsync(IServiceProvider services, BenchmarkDatabase database)
    {
        var processes = services.GetRequiredService<IProcesses>();
        var product = await database.TextAsync("SELECT product_id FROM products WHERE name = 'box'");
        JsonElement[] pages = [JsonSerializer.SerializeToElement(new { product })];
        for (var box = 0; box < Subscriptions; box++)
        {
            await processes.StartAsync("create_box", pages, "benchmark");
        }

        await database.UntilIdleAsync();
        return await database.TextsAsync("SELECT subscription_id FROM subscriptions");
    }
}
