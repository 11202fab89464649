using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Orchestrator.Storage;

/// <summary>Plain SQL over a context's connection and transaction, with ids and times written as the model writes them.</summary>
internal static class StoredValues
{
    /// <summary>Fixed width and always UTC, so that text sorts as time does.</summary>
    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Makes a command on the context's connection, inside its transaction if it has one.</summary>
    internal static async Task<DbCommand> CommandAsync(this DbContext database, string sql, CancellationToken cancellationToken)
    {
        await database.Database.OpenConnectionAsync(cancellationToken);
        var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    /// <summary>Begins a transaction that only reads: all its reads see the database as of one moment, and it holds up no writer.</summary>
    internal static async Task<IDbContextTransaction> BeginReadAsync(this DbContext database, CancellationToken cancellationToken)
    {
        await database.Database.OpenConnectionAsync(cancellationToken);
        return database.Database.GetDbConnection() is SqliteConnection connection
            ? (await database.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellationToken))!
            : await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
    }

    /// <summary>
    /// What a read of rows needs so that nothing else can change them before the transaction ends. SQLite has one writer at a time and needs nothing.
    /// </summary>
    internal static string RowLock(this DbContext database) => database.Database.IsSqlite() ? "" : " FOR UPDATE";

    /// <summary>A parameter whose text is stored as JSON. SQLite stores the text.</summary>
    internal static string Json(this DbContext database, string parameter) => database.Database.IsSqlite() ? parameter : $"CAST({parameter} AS jsonb)";

    internal static DbCommand With(this DbCommand command, string name, Guid? value) =>
        command is SqliteCommand ? command.Add(name, value?.ToString("D")) : command.Add(name, value, DbType.Guid);

    internal static DbCommand With(this DbCommand command, string name, DateTimeOffset? value) => command is SqliteCommand
        ? command.Add(name, value?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture))
        : command.Add(name, value?.ToUniversalTime(), DbType.DateTimeOffset);

    internal static DbCommand With(this DbCommand command, string name, long value) => command.Add(name, value);

    internal static DbCommand With(this DbCommand command, string name, bool value) => command.Add(name, value);

    internal static DbCommand With(this DbCommand command, string name, string? value) => command.Add(name, value);

    internal static Guid GetStoredGuid(this DbDataReader reader, int column) =>
        reader.GetFieldType(column) == typeof(Guid) ? reader.GetGuid(column) : Guid.Parse(reader.GetString(column));

    internal static DateTimeOffset GetStoredTime(this DbDataReader reader, int column) => reader is SqliteDataReader
        ? DateTimeOffset.ParseExact(reader.GetString(column), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : reader.GetFieldValue<DateTimeOffset>(column);

    private static DbCommand Add(this DbCommand command, string name, object? value, DbType? type = null)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        if (type is { } known)
        {
            parameter.DbType = known;
        }

        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }
}
