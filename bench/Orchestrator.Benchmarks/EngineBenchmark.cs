using System.Diagnostics;
using System.Globalization;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>
/// Commits per second of the engine against those of the same database without it, in turns in the same run. A process of five steps that
/// do nothing has seven rows in its log, each a commit, and one commit at its start.
/// </summary>
internal static class EngineBenchmark
{
    private const int Rounds = 5;
    private const int Processes = 400;
    private const int CommitsPerProcess = 8;
    private const int History = 100_000;

    internal static async Task RunAsync(string? server)
    {
        Console.WriteLine(
            "database            | workers | processes there | raw commits/s | engine commits/s | ratio    (median of 5 rounds)"
        );
        await MeasureAsync("SQLite FULL", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full), workers: 1);
        await MeasureAsync("SQLite FULL", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full), workers: 4);
        await MeasureAsync("SQLite FULL", BenchmarkDatabase.Sqlite(SqliteSynchronous.Full), workers: 4, History);
        await MeasureAsync("SQLite NORMAL", BenchmarkDatabase.Sqlite(SqliteSynchronous.Normal), workers: 4);
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server), workers: 1);
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server), workers: 8);
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server), workers: 8, History);
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database, int workers, int history = 0)
    {
        await using var own = database;
        await using var host = await BenchmarkHost.StartAsync(database, workers);
        if (history > 0)
        {
            await database.AddHistoryAsync(history);
        }

        await host.RunAsync("do_nothing", Processes, clients: workers);
        var rounds = new List<(double Raw, double Engine)>();
        for (var round = 0; round < Rounds; round++)
        {
            var raw = await database.RawCommitsPerSecondAsync(workers, Processes * CommitsPerProcess);
            var watch = Stopwatch.StartNew();
            await host.RunAsync("do_nothing", Processes, clients: workers);
            rounds.Add((raw, Processes * CommitsPerProcess / watch.Elapsed.TotalSeconds));
        }

        var there = await database.CountAsync("SELECT count(*) FROM processes");
        var (middleRaw, middleEngine) = (
            Median(rounds.Select(static round => round.Raw)),
            Median(rounds.Select(static round => round.Engine))
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -19} | {workers, 7} | {there, 15:N0} | {middleRaw, 13:N0} | {middleEngine, 16:N0} | "
                    + $"{Median(rounds.Select(static round => round.Engine / round.Raw)):P0}"
            )
        );
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
