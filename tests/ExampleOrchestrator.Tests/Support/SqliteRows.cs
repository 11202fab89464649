using Microsoft.Data.Sqlite;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>Reads a SQLite file.</summary>
internal static class SqliteRows
{
    /// <summary>The rows of a query, each as one text.</summary>
    internal static IReadOnlyList<string> Query(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }
}
