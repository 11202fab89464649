using System.Data.Common;
using System.Text.Json;

namespace Orchestrator.Storage.Sql;

/// <summary>
/// Reads the values of one row to show it. A value that cannot be read, because a newer version or a person has written it, is replaced and
/// named in <see cref="Problem"/>: it hides neither the rest of its row nor other rows.
/// </summary>
internal sealed class ShownRow(DbDataReader row)
{
    private const int MaxShownLength = 40;

    private List<string>? _problems;

    /// <summary>Which values cannot be read; null when all can.</summary>
    internal string? Problem => _problems is null ? null : string.Join(", ", _problems);

    /// <summary>Reads an id; one that is not an id is <see cref="Guid.Empty"/>.</summary>
    internal Guid GetGuid(int column) => FindGuid(column) ?? Guid.Empty;

    /// <summary>Reads an id that may be missing.</summary>
    internal Guid? FindGuid(int column) => row.IsDBNull(column) ? null : Read(column, StoredValues.GetStoredGuid, Guid.Empty);

    /// <summary>Reads a time; one that is not a time is the beginning of the epoch.</summary>
    internal DateTimeOffset GetTime(int column) => FindTime(column) ?? DateTimeOffset.UnixEpoch;

    /// <summary>Reads a time that may be missing; one that is not a time counts as missing.</summary>
    internal DateTimeOffset? FindTime(int column) =>
        row.IsDBNull(column)
            ? null
            : Read(
                column,
                static (row, column) => StoredValues.Known(row.GetStoredTime(column)) ?? throw new FormatException(),
                (DateTimeOffset?)null
            );

    /// <summary>Reads a text that may be missing.</summary>
    internal string? FindText(int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Reads a member of an enumeration.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="column">The column.</param>
    /// <param name="otherwise">What a text that names no member is shown as.</param>
    internal T Get<T>(int column, T otherwise)
        where T : struct, Enum => Read(column, static (row, column) => WireName.Parse<T>(row.GetString(column)), otherwise);

    /// <summary>Reads a state; one that is not an object in JSON is empty.</summary>
    internal State GetState(int column) => Read(column, static (row, column) => State.Parse(row.GetString(column)), State.Empty);

    /// <summary>Reads a list of names in JSON; one that is not such a list is empty.</summary>
    internal IReadOnlyList<string> GetNames(int column) =>
        Read<IReadOnlyList<string>>(column, static (row, column) => JsonSerializer.Deserialize<string[]>(row.GetString(column)) ?? [], []);

    private T Read<T>(int column, Func<DbDataReader, int, T> read, T otherwise)
    {
        try
        {
            return read(row, column);
        }
        catch (Exception exception)
            when (exception
                    is FormatException
                        or JsonException
                        or InvalidCastException
                        or InvalidOperationException
                        or OverflowException
                        or ArgumentException
            )
        {
            (_problems ??= []).Add(
                row.IsDBNull(column) ? $"{row.GetName(column)} is missing"
                : row.GetFieldType(column) == typeof(string)
                    ? $"{row.GetName(column)} is '{StorableText.Clean(StorableText.Start(row.GetString(column), MaxShownLength))}'"
                : $"{row.GetName(column)} is out of range"
            );
            return otherwise;
        }
    }
}
