using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Support;

/// <summary>A database for a host of its own, with a way to its rows that goes past the product.</summary>
internal sealed class ApiDatabase : IDisposable
{
    private readonly TestDatabase _database;

    private ApiDatabase(TestDatabase database) => _database = database;

    internal static IReadOnlyList<string> Providers { get; } = ["Sqlite", "PostgreSql"];

    internal string Provider => IsSqlite ? "Sqlite" : "PostgreSql";

    internal string ConnectionString => _database.ConnectionString;

    private bool IsSqlite => _database is SqliteTestDatabase;

    internal static ApiDatabase Create(string provider) =>
        new(provider == "Sqlite" ? new SqliteTestDatabase() : new PostgreSqlTestDatabase());

    /// <summary>Every value that is stored as text, as JSON or as a time: one row of each table.</summary>
    internal async Task<IReadOnlyList<StoredText>> ReadTextsAsync()
    {
        var columns = await ReadAsync(
            IsSqlite
                ? """
                SELECT m.name, c.name, c.type, c.pk > 0 OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name)
                FROM sqlite_master m, pragma_table_info(m.name) c
                WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE '\_\_%' ESCAPE '\'
                """
                : """
                SELECT table_name, column_name, data_type, FALSE FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type IN ('text', 'character varying', 'jsonb', 'timestamp with time zone') AND table_name NOT LIKE '\_\_%'
                """
        );
        var texts = new List<StoredText>();
        foreach (var column in columns)
        {
            var value = new StoredText(column[0], column[1], column[2], column[3] is "1");
            if (await ReadAsync($"SELECT 1 FROM {value.Table} WHERE {value.Column} IS NOT NULL LIMIT 1") is [_, ..])
            {
                texts.Add(value);
            }
        }

        return texts;
    }

    /// <summary>Writes what no version has ever written, until the result is disposed of.</summary>
    internal async Task<IAsyncDisposable> SpoilAsync(StoredText text)
    {
        var row = IsSqlite ? "rowid" : "ctid";
        var nonsense = text.Type switch
        {
            "jsonb" => "'[1]'",
            "timestamp with time zone" => "'infinity'",
            _ => "'nonsense'",
        };
        var (table, column) = (text.Table, text.Column);
        var old = (await ReadAsync($"SELECT CAST({column} AS text) FROM {table} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1"))[0][
            0
        ];
        var spoilt = (
            await ReadAsync(
                $"UPDATE {table} SET {column} = {nonsense} WHERE {row} = (SELECT {row} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1) RETURNING {row}"
            )
        )[0][0];
        return new Restored(() =>
            ExecuteAsync(
                IsSqlite
                    ? $"UPDATE {table} SET {column} = '{old.Replace("'", "''", StringComparison.Ordinal)}' WHERE rowid = {spoilt}"
                    : $"UPDATE {table} SET {column} = CAST('{old.Replace("'", "''", StringComparison.Ordinal)}' AS {text.Type}) WHERE {column} = {nonsense}"
            )
        );
    }

    /// <summary>Makes a connection of its own, on which no rule about keys is checked where that can be switched off.</summary>
    internal DbConnection Connect() =>
        IsSqlite
            ? new SqliteConnection($"{ConnectionString};Pooling=false;Foreign Keys=false")
            : new NpgsqlConnection($"{ConnectionString};Pooling=false");

    internal async Task ExecuteAsync(string sql) => await ReadAsync(sql);

    internal async Task<IReadOnlyList<string[]>> ReadAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([
                .. Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(index => Convert.ToString(reader.GetValue(index), CultureInfo.InvariantCulture)!),
            ]);
        }

        return rows;
    }

    public void Dispose() => _database.Dispose();

    private sealed class Restored(Func<Task> restore) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await restore();
    }
}

/// <summary>A column whose values are texts, or come from one.</summary>
internal sealed record StoredText(string Table, string Column, string Type, bool IsKey)
{
    public override string ToString() => $"{Table}.{Column}";
}
