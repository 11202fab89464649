using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.PostgreSql;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Support;

/// <summary>A database of its own on the tests' server, gone when the test ends. It has the tables already, copied from one that was migrated once.</summary>
public sealed class TestDatabase : IDisposable
{
    // What the tests themselves do, they do on connections that nothing before can have spoilt.
    private const string Unpooled = ";Pooling=false";

    private static readonly Lazy<string> Template = new(Migrate);

    private readonly PostgreSqlServer _server;
    private readonly string _name = $"test_{Guid.NewGuid():N}";

    public TestDatabase()
        : this(PostgreSqlServer.Get(), migrated: true)
    {
    }

    /// <param name="migrated">False for a database without a table.</param>
    public TestDatabase(bool migrated)
        : this(PostgreSqlServer.Get(), migrated)
    {
    }

    public TestDatabase(PostgreSqlServer server, bool migrated)
    {
        _server = server;
        ConnectionString = Connect(_server, _name);
        Execute(_server, $"CREATE DATABASE {_name} TEMPLATE {(migrated ? Template.Value : "template0")}");
    }

    internal static DatabaseProvider Provider { get; } = new PostgreSqlProvider();

    public string ConnectionString { get; }

    /// <summary>Adds the workflows of the tests, and what the host needs to use this kind of database.</summary>
    public static void Register(IOrchestratorBuilder builder) => builder.AddOrchestrator_PostgreSql_TestsWorkflows().UsePostgreSql();

    /// <summary>The SQL for a time that is some intervals from now.</summary>
    public static string TimeFromNow(params string[] intervals) => $"now(){string.Concat(intervals.Select(static interval => $" + interval '{interval}'"))}";

    /// <summary>The SQL for an id that is made of a number.</summary>
    public static string NumberedId(string number) => $"CAST('00000000-0000-0000-0000-' || lpad(CAST({number} AS text), 12, '0') AS uuid)";

    /// <summary>Takes away a rule that the database keeps.</summary>
    public void DropTrigger(string name, string table) => Query($"DROP TRIGGER {name} ON {table}");

    /// <summary>Ends the connections of this database that a query finds.</summary>
    public void Terminate(string backends) =>
        Execute(_server, $"SELECT pg_terminate_backend(pid) FROM ({backends.Replace("current_database()", $"'{_name}'", StringComparison.Ordinal)}) AS found");

    /// <summary>Lets no one open a connection until it is disposed of; those that are open go on.</summary>
    public Refusal RefuseConnections()
    {
        Execute(_server, $"ALTER DATABASE {_name} ALLOW_CONNECTIONS false");
        return new(() => Execute(_server, $"ALTER DATABASE {_name} ALLOW_CONNECTIONS true"));
    }

    /// <summary>How many transactions the server has refused because they waited for each other. Connections tell it when they end, so this ends all of them.</summary>
    public static int CountDeadlocks(TestDatabase database)
    {
        database.Query("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        return int.Parse(database.Query("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").Single(), CultureInfo.InvariantCulture);
    }

    /// <summary>Whether somebody else can write now: no program stands still within a transaction.</summary>
    public bool TakesWrites() => Query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'").Count == 0;

    /// <summary>Runs SQL on a connection of its own and returns the rows as text, truth as 1 and 0.</summary>
    public IReadOnlyList<string> Query(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString + Unpooled);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetValue(index) switch
            {
                DBNull => "null",
                bool truth => truth ? "1" : "0",
                var value => value.ToString(),
            })));
        }

        return rows;
    }

    public void Dispose()
    {
        using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        Execute(_server, $"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static string Migrate()
    {
        const string name = "migrated";
        var server = PostgreSqlServer.Get();
        Execute(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        var connectionString = Connect(server, name) + Unpooled;
        var services = new ServiceCollection().AddPooledDbContextFactory<OrchestratorDbContext>(options => Provider.Configure(options, connectionString)).BuildServiceProvider();
        using (services)
        {
            Provider.InitializeAsync(services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>(), connectionString, CancellationToken.None).GetAwaiter().GetResult();
        }

        return name;
    }

    private static string Connect(PostgreSqlServer server, string database) => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ToString();

    private static void Execute(PostgreSqlServer server, string sql)
    {
        using var connection = new NpgsqlConnection(server.ConnectionString + Unpooled);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Something that the database refuses until this is disposed of.</summary>
    public sealed class Refusal(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
