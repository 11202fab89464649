using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Options;
using Orchestrator.PostgreSql;
using Orchestrator.Sqlite;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Benchmarks;

/// <summary>
/// The time from the start of a program to its first completed process, beside that of an ASP.NET Core application to its first answer: one
/// that does nothing, and one that migrates the same database first. All of them are this program, started as children in turns.
/// </summary>
internal static class ColdStartBenchmark
{
    private const int Rounds = 9;
    private const string ServerProvider = "PostgreSql";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Runs one of the children.</summary>
    internal static async Task RunChildAsync(string kind, string url, string provider, string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.Configure<OrchestratorOptions>(options =>
        {
            (options.Provider, options.Database) = (provider, database);
            options.Authentication.Disabled = true;
        });
        if (kind == "host")
        {
            builder.Services.AddSingleton<HttpClient>();
            var orchestrator = builder.Services.AddOrchestrator(builder.Configuration).AddOrchestrator_BenchmarksWorkflows();
            if (provider == ServerProvider)
            {
                UsePostgreSql(orchestrator);
            }
            else
            {
                UseSqlite(orchestrator);
            }

            builder.Services.AddOrchestratorApi();
        }

        if (kind == "migrating")
        {
            builder.Services.AddDbContext<OrchestratorDbContext>(options => Find(provider, database).Configure(options));
        }

        await using var app = builder.Build();
        if (kind == "host")
        {
            app.UseOrchestratorApi();
            app.MapOrchestratorApi();
        }
        else
        {
            app.MapGet("/api/health", static () => "OK");
        }

        if (kind == "migrating")
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OrchestratorDbContext>().Database.MigrateAsync();
        }

        await app.RunAsync();
    }

    internal static async Task RunAsync(string? server)
    {
        Console.WriteLine(
            "database         | empty application | with migrations | first completed process | of the one with migrations    "
                + "(medians, milliseconds)"
        );
        await MeasureAsync("SQLite", static () => Task.FromResult(BenchmarkDatabase.Sqlite(SqliteSynchronous.Full)));
        if (server is not null)
        {
            // The server makes both databases empty beforehand, and so the tables alone are measured, as in a file that is not there yet.
            await MeasureAsync("PostgreSQL", () => BenchmarkDatabase.PostgreSqlAsync(server));
        }
    }

    private static async Task MeasureAsync(string name, Func<Task<BenchmarkDatabase>> make)
    {
        var rounds = new List<(double Empty, (double Floor, double Host) New, (double Floor, double Host) There)>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var floor = await make();
            await using var host = await make();
            rounds.Add(
                (
                    await MeasureAsync("empty", floor, AnswersAsync),
                    (await MeasureAsync("migrating", floor, AnswersAsync), await MeasureAsync("host", host, CompletesProcessAsync)),
                    (await MeasureAsync("migrating", floor, AnswersAsync), await MeasureAsync("host", host, CompletesProcessAsync))
                )
            );
        }

        var empty = Median(rounds.Select(static round => round.Empty));
        Print($"{name} new", empty, rounds.ConvertAll(static round => round.New));
        Print($"{name} there", empty, rounds.ConvertAll(static round => round.There));
    }

    // In methods of their own, so that no child loads what it does not use.
    private static DatabaseProvider Find(string provider, string database) =>
        provider == ServerProvider ? new PostgreSqlProvider(database) : new SqliteProvider(database);

    private static void UseSqlite(IOrchestratorBuilder orchestrator) => orchestrator.UseSqlite();

    private static void UsePostgreSql(IOrchestratorBuilder orchestrator) => orchestrator.UsePostgreSql();

    private static void Print(string database, double empty, List<(double Floor, double Host)> rounds) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{database, -16} | {empty, 17:N0} | {Median(rounds.Select(static round => round.Floor)), 15:N0} | "
                    + $"{Median(rounds.Select(static round => round.Host)), 23:N0} | "
                    + $"{Median(rounds.Select(static round => round.Host / round.Floor)):N2}"
            )
        );

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static async Task<double> MeasureAsync(string kind, BenchmarkDatabase database, Func<HttpClient, Task<bool>> isReady)
    {
        var address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        using var http = new HttpClient { BaseAddress = new(address) };
        var watch = Stopwatch.StartNew();
        using var child = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["child", kind, address, database.Provider, database.ConnectionString])
            {
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            while (!await IsReadyAsync(http, isReady))
            {
                if (watch.Elapsed > Deadline)
                {
                    throw new TimeoutException($"'{kind}' did nothing for {Deadline}.");
                }

                await Task.Delay(2);
            }

            return watch.Elapsed.TotalMilliseconds;
        }
        finally
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Func<HttpClient, Task<bool>> isReady)
    {
        try
        {
            return await isReady(http);
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http) =>
        await http.GetStringAsync(new Uri("/api/health", UriKind.Relative)) == "OK";

    private static async Task<bool> CompletesProcessAsync(HttpClient http)
    {
        using var started = await http.PostAsJsonAsync("/api/processes/do_nothing", new[] { new { } });
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        while ((await http.GetFromJsonAsync<JsonElement>($"/api/processes/{id}")).GetProperty("last_status").GetString() != "completed")
        {
            await Task.Delay(1);
        }

        return true;
    }
}
