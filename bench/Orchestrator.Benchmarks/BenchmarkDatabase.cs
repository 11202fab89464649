using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>An empty database of one kind, and what it can do at most: small inserts, each a transaction of its own.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;
    private readonly string? _server;
    private readonly string? _name;

    private BenchmarkDatabase(
        string provider,
        string connectionString,
        SqliteSynchronous synchronous,
        DirectoryInfo? folder,
        string? server,
        string? name
    ) =>
        (Provider, ConnectionString, Synchronous, _folder, _server, _name) = (
            provider,
            connectionString,
            synchronous,
            folder,
            server,
            name
        );

    internal string Provider { get; }

    internal string ConnectionString { get; }

    internal SqliteSynchronous Synchronous { get; }

    internal static BenchmarkDatabase Sqlite(SqliteSynchronous synchronous)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-benchmark-");
        return new("Sqlite", $"Data Source={Path.Combine(folder.FullName, "core.db")}", synchronous, folder, server: null, name: null);
    }

    internal static async Task<BenchmarkDatabase> PostgreSqlAsync(string server)
    {
        var name = $"benchmark_{Guid.NewGuid():N}";
        await ExecuteAsync(new NpgsqlConnection(server), $"CREATE DATABASE {name}");
        return new(
            "PostgreSql",
            new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString(),
            SqliteSynchronous.Full,
            folder: null,
            server,
            name
        );
    }

    /// <summary>Small inserts, each a transaction, on as many connections at once as there are workers.</summary>
    internal async Task<double> RawCommitsPerSecondAsync(int connections, int commits)
    {
        await ExecuteAsync(Connect(), "CREATE TABLE IF NOT EXISTS raw_limit (id TEXT PRIMARY KEY, value TEXT NOT NULL)");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var connection = Connect();
                        await connection.OpenAsync();
                        await SetUpAsync(connection);
                        for (var commit = 0; commit < commits / connections; commit++)
                        {
                            await using var insert = connection.CreateCommand();
                            insert.CommandText = "INSERT INTO raw_limit (id, value) VALUES (@id, '{\"first\":1}')";
                            var id = insert.CreateParameter();
                            (id.ParameterName, id.Value) = ("id", Guid.NewGuid().ToString());
                            insert.Parameters.Add(id);
                            await insert.ExecuteNonQueryAsync();
                        }
                    })
                )
        );
        return commits / watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Waits until no process can continue. Looks for one and not for all, because a look must cost nothing against what is measured.
    /// </summary>
    internal async Task UntilIdleAsync()
    {
        while (
            await CountAsync(
                "SELECT count(*) FROM (SELECT 1 FROM processes WHERE last_status IN ('created', 'running', 'resumed') LIMIT 1) one"
            ) > 0
        )
        {
            await Task.Delay(10);
        }
    }

    internal async Task<long> CountAsync(string sql) => long.Parse(await TextAsync(sql), CultureInfo.InvariantCulture);

    /// <summary>The one value that a query gives, as text.</summary>
    internal async Task<string> TextAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    /// <summary>The first column of what a query gives, as texts.</summary>
    internal async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return texts;
    }

    /// <summary>Executes statements on one connection, and reads all that they give.</summary>
    internal async Task ReadAsync(IReadOnlyList<string> statements)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    _ = reader.GetValue(column);
                }
            }
        }
    }

    /// <summary>Links each process of the history with a subscription.</summary>
    internal Task LinkHistoryAsync(int processes)
    {
        var (id, time) =
            Provider == "Sqlite"
                ? ("printf('%08x-0000-7000-8000-%012x', i, i)", "'2020-01-01T00:00:00.000000Z'")
                : ("CAST(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0') AS uuid)", "TIMESTAMPTZ '2020-01-01'");
        return ExecuteAsync(
            Connect(),
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {processes})
            INSERT INTO processes_subscriptions (id, pid, subscription_id, created_at, workflow_target)
            SELECT {id}, {id}, {id}, {time}, 'SYSTEM' FROM n
            """
        );
    }

    /// <summary>Adds completed processes with a row of their log each, as years of work leave them behind.</summary>
    internal async Task AddHistoryAsync(int processes)
    {
        var (id, number) =
            Provider == "Sqlite"
                ? ("printf('%08x-0000-7000-8000-%012x', i, i)", "TEXT")
                : ("CAST(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0') AS uuid)", "uuid");
        var (time, state) =
            Provider == "Sqlite"
                ? ("strftime('%Y-%m-%dT%H:%M:%S.000000Z', '2020-01-01', '+' || i || ' minutes')", "'{}'")
                : ("TIMESTAMPTZ '2020-01-01' + i * INTERVAL '1 minute'", "JSONB '{}'");
        await ExecuteAsync(
            Connect(),
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {processes})
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, last_step, started_at, last_modified_at, created_by,
                queue)
            SELECT {id}, (SELECT workflow_id FROM workflows WHERE name = 'do_nothing'), TRUE, 'SYSTEM', 'completed', 'Done', {time}, {time},
                'history', 'tasks' FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {processes})
            INSERT INTO process_steps (stepid, pid, name, status, state, created_by, completed_at, started_at, step_key)
            SELECT CAST({id} AS {number}), {id}, 'Done', 'complete', {state}, 'history', {time}, {time}, 'orchestrator.done' FROM n
            """
        );
    }

    /// <summary>Adds subscriptions without a tree.</summary>
    internal Task AddSubscriptionsAsync(int subscriptions)
    {
        var (id, yes, time) =
            Provider == "Sqlite"
                ? ("printf('%08x-0000-7000-8000-%012x', i, i)", "1", "'2020-01-01T00:00:00.000000Z'")
                : (
                    "CAST(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0') AS uuid)",
                    "TRUE",
                    "TIMESTAMPTZ '2020-01-01'"
                );
        return ExecuteAsync(
            Connect(),
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {subscriptions})
            INSERT INTO subscriptions (subscription_id, description, status, product_id, customer_id, insync, start_date, version)
            SELECT {id}, 'Idle number ' || i, CASE WHEN i % 10 = 0 THEN 'terminated' ELSE 'active' END, (SELECT product_id FROM products
                WHERE name = 'idle'), 'customer ' || (i % 100), {yes}, {time}, 1 FROM n
            """
        );
    }

    /// <summary>Lets the database count its rows, as one that has grown over years has long done.</summary>
    internal Task AnalyzeAsync() => ExecuteAsync(Connect(), "ANALYZE");

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        _folder?.Delete(recursive: true);
        if (_server is not null)
        {
            await ExecuteAsync(new NpgsqlConnection(_server), $"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var open = connection;
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private DbConnection Connect() =>
        Provider == "Sqlite" ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);

    private async Task SetUpAsync(DbConnection connection)
    {
        if (Provider == "Sqlite")
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 30000; PRAGMA synchronous = "
                + $"{(Synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}";
            await command.ExecuteNonQueryAsync();
        }
    }
}
