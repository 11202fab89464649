using System.Globalization;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>What processes that wait for a person cost the host that started them: memory that is still held after a collection.</summary>
internal static class ParkedBenchmark
{
    private const int Parked = 10_000;

    internal static async Task RunAsync(string? server)
    {
        await MeasureAsync("SQLite", BenchmarkDatabase.Sqlite(SqliteSynchronous.Normal));
        if (server is not null)
        {
            await MeasureAsync("PostgreSQL", await BenchmarkDatabase.PostgreSqlAsync(server));
        }
    }

    private static async Task MeasureAsync(string name, BenchmarkDatabase database)
    {
        await using var own = database;
        await using var host = await BenchmarkHost.StartAsync(database, workers: 4);
        await host.RunAsync("wait_for_answer", 100, clients: 1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await host.RunAsync("wait_for_answer", Parked, clients: 4);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var parked = await database.CountAsync("SELECT count(*) FROM processes WHERE last_status = 'suspended'");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {parked:N0} suspended processes; the host holds {(after - before) / 1024.0:N0} KB more than before them, "
                    + $"{before / 1024.0 / 1024.0:N1} MB in all"
            )
        );
    }
}
