using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Sqlite;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Support;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private static readonly Lazy<string> Template = new(Migrate);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-test-");

    public SqliteTestDatabase()
        : this(migrated: true) { }

    /// <param name="migrated">False for a file that is not there yet.</param>
    public SqliteTestDatabase(bool migrated)
    {
        File = Path.Combine(_folder.FullName, "core.db");
        ConnectionString = Connect(File);
        if (migrated)
        {
            System.IO.File.Copy(Template.Value, File);
        }
    }

    public string File { get; }

    public override string ConnectionString { get; }

    internal override DatabaseProvider Provider => field ??= new SqliteProvider(ConnectionString);

    public override void Register(IOrchestratorBuilder builder) =>
        builder.UseSqlite().Services.ConfigureDbContext<OrchestratorDbContext>(NotDurable.Use);

    internal override void Configure(DbContextOptionsBuilder options)
    {
        base.Configure(options);
        NotDurable.Use(options);
    }

    internal override CommitLog CountCommits(IServiceCollection services) => new SqliteCommitLog(services);

    internal override StatementLog LogStatements() => new SqliteStatementLog();

    public override string TimeFromNow(params string[] intervals) =>
        $"strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'{string.Concat(intervals.Select(static interval => $", '+{interval}'"))})";

    public override string NumberedId(string number) => $"printf('00000000-0000-0000-0000-%012d', {number})";

    public override void DropTrigger(string name, string table)
    {
        Assert.Equal([table], Query($"SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = '{name}'"));
        Query($"DROP TRIGGER {name}");
    }

    /// <summary>None: one transaction writes at a time.</summary>
    public override int CountDeadlocks() => 0;

    public override bool TakesWrites()
    {
        // The least that the provider waits, in seconds; zero is forever.
        using var connection = new SqliteConnection(ConnectionString + ";Default Timeout=1;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
        try
        {
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            return false;
        }
    }

    /// <summary>
    /// The tables and indexes that a statement reads from end to end, as the database plans it for any values. What has an index of only
    /// the rows that it asks for does not count.
    /// </summary>
    internal IReadOnlyList<string> FindWholeReads(string statement) => SqliteQueryPlan.FindWholeReads(Query, statement);

    public override IReadOnlyList<string> Query(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(index => reader.IsDBNull(index) ? "null" : reader.GetValue(index).ToString())
                )
            );
        }

        return rows;
    }

    protected override void Delete()
    {
        Release(ConnectionString);
        _folder.Delete(recursive: true);
    }

    private static string Migrate()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-template-");
        TestRun.AtEnd(() => folder.Delete(recursive: true));
        var file = Path.Combine(folder.FullName, "core.db");
        var options = new DbContextOptionsBuilder<OrchestratorDbContext>();
        var provider = new SqliteProvider(Connect(file));
        provider.Configure(options);
        provider.InitializeAsync(new Contexts(options.Options), CancellationToken.None).GetAwaiter().GetResult();

        // The last connection that is closed leaves everything in the one file.
        Release(Connect(file));
        return file;
    }

    private static void Release(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static string Connect(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    /// <summary>
    /// Waits for no disk: the file is deleted with the test. Tests that crash a host run it as a process of its own, which has the
    /// product's settings.
    /// </summary>
    private sealed class NotDurable : DbConnectionInterceptor
    {
        private static readonly NotDurable Interceptor = new();

        internal static void Use(DbContextOptionsBuilder options) => options.AddInterceptors(Interceptor);

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = OFF";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            // The driver has no asynchronous work.
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
