using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Storage;

namespace Orchestrator.Tests.Support;

/// <summary>A SQLite file in a folder of its own, gone when the test ends.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-test-");

    public string File => Path.Combine(_folder.FullName, "core.db");

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = File }.ToString();

    internal static DatabaseProvider Provider { get; } = new SqliteProvider();

    /// <summary>Adds the workflows of the tests, and what the host needs to use this kind of database.</summary>
    public static void Register(IOrchestratorBuilder builder) => builder.AddOrchestrator_Runtime_TestsWorkflows();

    /// <summary>The SQL for a time that is some intervals from now.</summary>
    public static string TimeFromNow(params string[] intervals) => $"strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'{string.Concat(intervals.Select(static interval => $", '+{interval}'"))})";

    /// <summary>The SQL for an id that is made of a number.</summary>
    public static string NumberedId(string number) => $"printf('00000000-0000-0000-0000-%012d', {number})";

    /// <summary>Takes away a rule that the database keeps.</summary>
    public void DropTrigger(string name, string table)
    {
        Assert.Equal([table], Query($"SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = '{name}'"));
        Query($"DROP TRIGGER {name}");
    }

    /// <summary>How many transactions were refused because they waited for each other: none, where one writes at a time.</summary>
    public static int CountDeadlocks(TestDatabase _) => 0;

    /// <summary>Whether somebody else can write now: no program stands still within a transaction.</summary>
    public bool TakesWrites()
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

    /// <summary>Runs SQL on a connection of its own and returns the rows as text.</summary>
    public IReadOnlyList<string> Query(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? "null" : reader.GetValue(index).ToString())));
        }

        return rows;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
