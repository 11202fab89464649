using System.Data.Common;

namespace Orchestrator.Storage.Sql;

/// <summary>
/// The place of a row in the order of a time and an id, after which the next part of a read begins. It is held as the database orders it,
/// whatever it is: a row whose time or id .NET cannot read has a place like any other, so that it neither ends a read nor makes it begin
/// again.
/// </summary>
/// <param name="Time">The time.</param>
/// <param name="Id">The id.</param>
internal sealed record RowPosition(object Time, object Id)
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    internal static string Columns(string time, string id, SqlDialect dialect) => $"{dialect.Place(time)}, {dialect.Place(id)}";

    /// <summary>Whether a row is after a position; every row is after null. The statement gets the position.</summary>
    internal static string IsAfter(RowPosition? position, string time, string id, SqlDialect dialect) =>
        position is null ? "TRUE" : $"({time}, {id}) > ({dialect.Time("@after")}, {dialect.Id("@after_id")})";

    /// <summary>Reads the position of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The first of its two columns.</param>
    internal static RowPosition Read(DbDataReader row, int column) => new(row.GetValue(column), row.GetValue(column + 1));
}

/// <summary>A part of a read.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="Rows">Those of its rows that can be read.</param>
/// <param name="Next">After which row the next part begins; null when there is none.</param>
internal sealed record ReadPart<T>(IReadOnlyList<T> Rows, RowPosition? Next);

/// <summary>Gives statements their positions.</summary>
internal static class RowPositions
{
    internal static Statement With(this Statement statement, RowPosition? position) =>
        position is null ? statement : statement.WithPlace("after", position.Time).WithPlace("after_id", position.Id);

    /// <summary>Reads a part.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="statement">The read, with its limit.</param>
    /// <param name="limit">Its limit.</param>
    /// <param name="column">The first of the two columns of its position.</param>
    /// <param name="read">Reads a row; null for one that is left out because it cannot be read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static async Task<ReadPart<T>> ReadPartAsync<T>(
        this Statement statement,
        int limit,
        int column,
        Func<DbDataReader, T?> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var rows = new List<T>();
        var count = 0;
        RowPosition? last = null;
        await using var row = await statement.With("limit", limit).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            count++;
            last = RowPosition.Read(row, column);
            if (read(row) is { } value)
            {
                rows.Add(value);
            }
        }

        return new(rows, count < limit ? null : last);
    }
}
