using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.Options;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Support;

/// <summary>A database for a host of its own, with a way to its rows that goes past the product.</summary>
internal sealed class ApiDatabase : IDisposable
{
    private readonly TestDatabase _database;

    private ApiDatabase(TestDatabase database) => _database = database;

    internal string Provider => IsSqlite ? "Sqlite" : "PostgreSql";

    internal string ConnectionString => _database.ConnectionString;

    private bool IsSqlite => _database is SqliteTestDatabase;

    /// <summary>Creates a database of the kind that this run is about.</summary>
    internal static ApiDatabase Create() => new(TestDatabase.New());

    /// <summary>Creates a database for a test that is about this kind.</summary>
    internal static ApiDatabase Create(string provider) =>
        new(provider == "Sqlite" ? new SqliteTestDatabase() : new PostgreSqlTestDatabase());

    /// <summary>Registers what a host needs to use this kind of database.</summary>
    internal void Register(IOrchestratorBuilder builder) => _database.Register(builder);

    /// <summary>Lets a host use this database.</summary>
    internal void Configure(OrchestratorOptions options) => (options.Provider, options.Database) = (Provider, ConnectionString);

    /// <summary>Records the statements of a host that is attached to the log.</summary>
    internal StatementLog LogStatements() => _database.LogStatements();

    /// <summary>The columns in which a text is, or is a part of what is there: of all types and all tables.</summary>
    internal async Task<IReadOnlyList<string>> FindTextAsync(string text)
    {
        await using var connection = await OpenAsync();
        var columns = await ReadAsync(
            connection,
            IsSqlite
                ? "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
                : "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables USING "
                    + "(table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        );
        Assert.NotEmpty(columns);
        var position = IsSqlite ? "instr" : "strpos";
        var found = new List<string>();
        foreach (var (table, column) in columns.Select(static row => (row[0], row[1])))
        {
            var sql = $"""SELECT 1 FROM "{table}" WHERE {position}(CAST("{column}" AS text), '{text}') > 0 LIMIT 1""";
            if (await ReadAsync(connection, sql) is [_, ..])
            {
                found.Add($"{table}.{column}");
            }
        }

        return found;
    }

    /// <summary>
    /// Every column in which the database lets a person write what no version has ever written, with each kind of such a value. The tables
    /// in which SQLite keeps its index of words are its own.
    /// </summary>
    internal async Task<IReadOnlyList<SpoiltValue>> FindSpoiltValuesAsync()
    {
        await using var connection = await OpenAsync();
        var columns = await ReadAsync(
            connection,
            IsSqlite
                ? """
                SELECT m.name, c.name, c.type, c.pk > 0 OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name)
                FROM sqlite_master m, pragma_table_info(m.name) c
                WHERE m.type = 'table' AND (c.type = 'TEXT' OR (c.type IN ('INTEGER', 'REAL') AND c.pk = 0)) AND m.name NOT LIKE '\_\_%' ESCAPE '\' AND m.name NOT LIKE 'search\_words\_%' ESCAPE '\'
                """
                : """
                SELECT table_name, column_name, data_type, FALSE FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type NOT IN ('boolean', 'uuid') AND table_name NOT LIKE '\_\_%'
                """
        );
        var values = new List<SpoiltValue>();
        foreach (var column in columns)
        {
            var (table, name, type) = (column[0], column[1], column[2]);
            if (await ReadAsync(connection, $"SELECT 1 FROM {table} WHERE {name} IS NOT NULL LIMIT 1") is [_, ..])
            {
                values.AddRange(NonsenseOf(type).Select(nonsense => new SpoiltValue(table, name, type, nonsense, column[3] is "1")));
            }
        }

        return values;
    }

    /// <summary>Writes what no version has ever written, until the result is disposed of.</summary>
    internal async Task<IAsyncDisposable> SpoilAsync(SpoiltValue value)
    {
        var row = IsSqlite ? "rowid" : "ctid";
        var (table, column, nonsense) = (value.Table, value.Column, value.Nonsense);
        var connection = await OpenAsync();
        var select = $"SELECT CAST({column} AS text) FROM {table} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1";
        var old = (await ReadAsync(connection, select))[0][0];
        var spoilt = (
            await ReadAsync(
                connection,
                $"UPDATE {table} SET {column} = {nonsense} WHERE {row} = (SELECT {row} FROM {table} "
                    + $"WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1) RETURNING {row}"
            )
        )[0][0];
        return new Restored(
            connection,
            IsSqlite
                ? $"UPDATE {table} SET {column} = CAST('{old.Replace("'", "''", StringComparison.Ordinal)}' AS {value.Type}) "
                    + $"WHERE rowid = {spoilt}"
                : $"UPDATE {table} SET {column} = CAST('{old.Replace("'", "''", StringComparison.Ordinal)}' AS {value.Type}) "
                    + $"WHERE {column} = {nonsense}"
        );
    }

    private static string[] NonsenseOf(string type) =>
        type switch
        {
            "jsonb" => ["'[1]'"],
            "timestamp with time zone" => ["'infinity'", "'20000-01-01'", "'0044-03-15 BC'"],
            "INTEGER" => ["9223372036854775807", "-9223372036854775808", "'nonsense'"],
            "REAL" => ["9e999", "'nonsense'"],
            "integer" => ["2147483647", "-2147483648"],
            "bigint" => ["9223372036854775807", "-9223372036854775808"],
            "double precision" => ["'infinity'", "'nan'"],
            "text" or "character varying" or "TEXT" => ["'nonsense'"],
            _ => throw new InvalidOperationException($"Say what nonsense is for a column of type '{type}'."),
        };

    /// <summary>The tables, without those in which a database keeps an index.</summary>
    internal async Task<IReadOnlyList<string>> ListTablesAsync() =>
        [
            .. (
                await ReadAsync(
                    IsSqlite
                        ? @"SELECT name FROM sqlite_master WHERE type = 'table'"
                            + @" AND name NOT LIKE 'search\_words\_%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'"
                        : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
                )
            ).Select(static row => row[0]),
        ];

    /// <summary>Makes a connection of its own, on which no rule about keys is checked where that can be switched off.</summary>
    internal DbConnection Connect() =>
        IsSqlite
            ? new SqliteConnection($"{ConnectionString};Pooling=false;Foreign Keys=false")
            : new NpgsqlConnection($"{ConnectionString};Pooling=false");

    internal async Task ExecuteAsync(string sql) => await ReadAsync(sql);

    internal async Task<IReadOnlyList<string[]>> ReadAsync(string sql)
    {
        await using var connection = await OpenAsync();
        return await ReadAsync(connection, sql);
    }

    public void Dispose() => _database.Dispose();

    private async Task<DbConnection> OpenAsync()
    {
        var connection = Connect();
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<IReadOnlyList<string[]>> ReadAsync(DbConnection connection, string sql)
    {
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

    /// <summary>Restores a value over the connection on which it was spoilt.</summary>
    private sealed class Restored(DbConnection connection, string sql) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await ReadAsync(connection, sql);
            await connection.DisposeAsync();
        }
    }
}

/// <summary>A value that is to be written into one row.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Type">The column's type.</param>
/// <param name="Nonsense">The value, as SQL.</param>
/// <param name="IsKey">True when the column is a key, or refers to one.</param>
internal sealed record SpoiltValue(string Table, string Column, string Type, string Nonsense, bool IsKey)
{
    public override string ToString() => $"{Table}.{Column} = {Nonsense}";
}
