using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>
/// Thousands of requests from nearly right to nonsense, to every operation of the OpenAPI document, on both databases: every one is
/// answered as the contract says, and nothing is left half done. README.md says how to run more of them.
/// </summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Every_request_is_answered_as_the_contract_says_on_SQLite()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-fuzz-");
        var database = $"Data Source={Path.Combine(folder.FullName, "core.db")}";
        try
        {
            await CheckAsync("Sqlite", database, static connectionString => new SqliteConnection(connectionString));
        }
        finally
        {
            using var pool = new SqliteConnection(database);
            SqliteConnection.ClearPool(pool);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Every_request_is_answered_as_the_contract_says_on_PostgreSQL()
    {
        var server = PostgreSqlServer.Get();
        var name = $"fuzz_{Guid.NewGuid():N}";
        await using (var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0", connection);
            await create.ExecuteNonQueryAsync();
        }

        await CheckAsync("PostgreSql", new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ToString(), static connectionString => new NpgsqlConnection(connectionString));
    }

    private static async Task CheckAsync(string provider, string database, Func<string, DbConnection> connect)
    {
        using var gate = new BeaconGate();
        await using var host = new ApiHost
        {
            Configure = options => (options.Provider, options.Database, options.Metrics) = (provider, database, true),
            Register = static builder => builder.UsePostgreSql(),
            Services = services => services.AddSingleton(gate),
        };
        await host.InitializeAsync();
        var run = new FuzzRun(host, FuzzRun.Seed, FuzzRun.Count);

        AssertNone(await run.SendAsync());
        AssertNone(await run.SettleAsync());
        await using var connection = connect(database);
        AssertNone(await StoredRows.FindProblemsAsync(connection));
        await host.RunAsync("validate_nothing", "completed", new { });
    }

    private static void AssertNone(IReadOnlyList<string> problems) => Assert.True(problems.Count == 0, string.Join('\n', problems));
}
