using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.PostgreSql;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Support;

/// <summary>A database of its own on the tests' server.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    // What the tests themselves do, they do on connections that nothing before can have spoilt.
    private const string Unpooled = ";Pooling=false";

    private static readonly Lazy<string> Template = new(Migrate);

    private readonly PostgreSqlServer _server;
    private readonly string _name = $"test_{Guid.NewGuid():N}";

    public PostgreSqlTestDatabase()
        : this(PostgreSqlServer.Get(), migrated: true) { }

    /// <param name="migrated">False for a database without a table.</param>
    public PostgreSqlTestDatabase(bool migrated)
        : this(PostgreSqlServer.Get(), migrated) { }

    public PostgreSqlTestDatabase(PostgreSqlServer server, bool migrated)
    {
        _server = server;
        ConnectionString = Connect(_server, _name);
        Execute(_server, $"CREATE DATABASE {_name} TEMPLATE {(migrated ? Template.Value : "template0")}");
    }

    public override string ConnectionString { get; }

    internal override DatabaseProvider Provider => field ??= new PostgreSqlProvider(ConnectionString);

    public override void Register(IOrchestratorBuilder builder) => builder.UsePostgreSql();

    internal override CommitLog CountCommits(IServiceCollection services) => new PostgreSqlCommitLog(this);

    internal override StatementLog LogStatements() => new PostgreSqlStatementLog(_name);

    public override string TimeFromNow(params string[] intervals) =>
        $"now(){string.Concat(intervals.Select(static interval => $" + interval '{interval}'"))}";

    public override string NumberedId(string number) =>
        $"CAST('00000000-0000-0000-0000-' || lpad(CAST({number} AS text), 12, '0') AS uuid)";

    public override void DropTrigger(string name, string table) => Query($"DROP TRIGGER {name} ON {table}");

    /// <summary>Ends the connections of this database that a query finds.</summary>
    public void Terminate(string backends) =>
        Execute(
            _server,
            "SELECT pg_terminate_backend(pid) "
                + $"FROM ({backends.Replace("current_database()", $"'{_name}'", StringComparison.Ordinal)}) AS found"
        );

    /// <summary>Lets no one open a connection until it is disposed of; those that are open continue.</summary>
    public StartRejection RefuseConnections()
    {
        Execute(_server, $"ALTER DATABASE {_name} ALLOW_CONNECTIONS false");
        return new(() => Execute(_server, $"ALTER DATABASE {_name} ALLOW_CONNECTIONS true"));
    }

    /// <summary>Connections report it when they end, so this ends all of them.</summary>
    public override int CountDeadlocks()
    {
        Query(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
        return int.Parse(
            Query("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").Single(),
            CultureInfo.InvariantCulture
        );
    }

    public override bool TakesWrites() =>
        Query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'").Count == 0;

    public override IReadOnlyList<string> Query(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString + Unpooled);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(index =>
                            reader.GetValue(index) switch
                            {
                                DBNull => "null",
                                bool truth => truth ? "1" : "0",
                                var value => value.ToString(),
                            }
                        )
                )
            );
        }

        return rows;
    }

    protected override void Delete()
    {
        using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        Execute(_server, $"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static string Migrate()
    {
        var server = PostgreSqlServer.Get();
        var name = $"migrated_{Guid.NewGuid():N}";
        if (!server.IsPrivate)
        {
            // A server that the tests start goes with everything in it.
            TestRun.AtEnd(() => Execute(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }

        var provider = new PostgreSqlProvider(Connect(server, name) + Unpooled);
        var options = new DbContextOptionsBuilder<OrchestratorDbContext>();
        provider.Configure(options);
        provider.InitializeAsync(new Contexts(options.Options), CancellationToken.None).GetAwaiter().GetResult();
        return name;
    }

    private static string Connect(PostgreSqlServer server, string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ToString();

    private static void Execute(PostgreSqlServer server, string sql)
    {
        using var connection = new NpgsqlConnection(server.ConnectionString + Unpooled);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Something that the database refuses until this is disposed of.</summary>
    public sealed class StartRejection(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
