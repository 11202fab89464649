using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Sql;

/// <summary>Plain SQL over a context's connection and transaction, with ids and times read as the model reads them.</summary>
internal static class StoredValues
{
    /// <summary>Fixed width and always UTC, so that text sorts as time does.</summary>
    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Stands for a time that cannot be read, where the model reads it. No row has it.</summary>
    internal static readonly DateTimeOffset UnreadableTime = DateTimeOffset.MinValue;

    /// <summary>A time that the model has read; null for one that cannot be read.</summary>
    internal static DateTimeOffset? Known(DateTimeOffset? time) => time == UnreadableTime ? null : time;

    /// <summary>Makes a statement on the context's connection, inside its transaction if it has one.</summary>
    internal static async Task<Statement> CommandAsync(this OrchestratorDbContext database, string sql, CancellationToken cancellationToken)
    {
        ReadOnlyFlow.Check(sql);
        await database.Database.OpenConnectionAsync(cancellationToken);
        var connection = database.Database.GetDbConnection();
        var transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        if (database.Statements is { } statements)
        {
            return statements.Rent(sql, connection, transaction);
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return new(command, database.Dialect);
    }

    /// <summary>Reads the one text of each row.</summary>
    internal static async Task<IReadOnlyList<string>> ReadTextsAsync(
        this OrchestratorDbContext database,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var statement = await database.CommandAsync(sql, cancellationToken);
        await using var row = await statement.ExecuteReaderAsync(cancellationToken);
        var texts = new List<string>();
        while (await row.ReadAsync(cancellationToken))
        {
            texts.Add(row.GetString(0));
        }

        return texts;
    }

    /// <summary>Executes a statement that has no parameters.</summary>
    internal static async Task ExecuteAsync(this OrchestratorDbContext database, string sql, CancellationToken cancellationToken)
    {
        await using var statement = await database.CommandAsync(sql, cancellationToken);
        await statement.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Begins a transaction that only reads: all its reads see the database as of one moment, and it holds up no writer.</summary>
    internal static Task<IDbContextTransaction> BeginReadAsync(this OrchestratorDbContext database, CancellationToken cancellationToken) =>
        database.Dialect.BeginReadAsync(database.Database, cancellationToken);

    /// <summary>Reads an id, which is text where the database has no ids.</summary>
    internal static Guid GetStoredGuid(this DbDataReader reader, int column) =>
        reader.GetFieldType(column) == typeof(Guid) ? reader.GetGuid(column) : Guid.Parse(reader.GetString(column));

    /// <summary>
    /// Reads a time, which is text where the database has no times; <see cref="UnreadableTime"/> for what is not one, or not one that .NET
    /// has, as those of the years before 1 and after 9999.
    /// </summary>
    internal static DateTimeOffset GetStoredTime(this DbDataReader reader, int column)
    {
        if (reader.GetFieldType(column) != typeof(DateTime))
        {
            return ReadTime(reader.GetString(column));
        }

        try
        {
            return reader.GetFieldValue<DateTimeOffset>(column);
        }
        catch (Exception exception) when (exception is InvalidCastException or ArgumentException or OverflowException)
        {
            return UnreadableTime;
        }
    }

    /// <summary>Reads a number of 32 bits; see <see cref="ReadNumber(long)"/>.</summary>
    internal static int GetStoredNumber(this DbDataReader reader, int column) => ReadNumber(reader.GetInt64(column));

    /// <summary>A number as the model has it; the largest or smallest of 32 bits where more than that is stored.</summary>
    internal static int ReadNumber(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    /// <summary>Reads a time that is stored as text; <see cref="UnreadableTime"/> for what is not one.</summary>
    internal static DateTimeOffset ReadTime(string text)
    {
        try
        {
            return ParseTime(text);
        }
        catch (FormatException)
        {
            return UnreadableTime;
        }
    }

    /// <summary>Reads a time that is stored as text: as it is written here, or as a person has written it, in UTC.</summary>
    /// <exception cref="FormatException">It is not a time.</exception>
    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
