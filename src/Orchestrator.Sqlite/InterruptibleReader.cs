using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SQLitePCL;

namespace Orchestrator.Sqlite;

/// <summary>
/// Reads the result of a query that can be cancelled also where SQLite looks for the next row, which may take as long as the first. Between
/// two rows it leaves the connection as it is: other commands may use it.
/// </summary>
/// <param name="rows">The driver's reader.</param>
/// <param name="handle">The connection.</param>
/// <param name="cancellationToken">The token of the query.</param>
[SuppressMessage("Naming", "CA1710", Justification = "A reader of rows; that it can be enumerated is how ADO.NET has it.")]
internal sealed class InterruptibleReader(DbDataReader rows, sqlite3 handle, CancellationToken cancellationToken) : DbDataReader
{
    public override int Depth => rows.Depth;

    public override int FieldCount => rows.FieldCount;

    public override int VisibleFieldCount => rows.VisibleFieldCount;

    public override bool HasRows => rows.HasRows;

    public override bool IsClosed => rows.IsClosed;

    public override int RecordsAffected => rows.RecordsAffected;

    public override object this[int ordinal] => rows[ordinal];

    public override object this[string name] => rows[name];

    public override bool Read() => rows.Read();

    public override bool NextResult() => rows.NextResult();

    public override Task<bool> ReadAsync(CancellationToken cancellationToken) => RunAsync(rows.ReadAsync, cancellationToken);

    public override Task<bool> NextResultAsync(CancellationToken cancellationToken) => RunAsync(rows.NextResultAsync, cancellationToken);

    public override void Close() => rows.Close();

    public override DataTable? GetSchemaTable() => rows.GetSchemaTable();

    public override bool GetBoolean(int ordinal) => rows.GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => rows.GetByte(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        rows.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => rows.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        rows.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override string GetDataTypeName(int ordinal) => rows.GetDataTypeName(ordinal);

    public override DateTime GetDateTime(int ordinal) => rows.GetDateTime(ordinal);

    public override decimal GetDecimal(int ordinal) => rows.GetDecimal(ordinal);

    public override double GetDouble(int ordinal) => rows.GetDouble(ordinal);

    public override IEnumerator GetEnumerator() => rows.GetEnumerator();

    public override Type GetFieldType(int ordinal) => rows.GetFieldType(ordinal);

    public override T GetFieldValue<T>(int ordinal) => rows.GetFieldValue<T>(ordinal);

    public override float GetFloat(int ordinal) => rows.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => rows.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => rows.GetInt16(ordinal);

    public override int GetInt32(int ordinal) => rows.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => rows.GetInt64(ordinal);

    public override string GetName(int ordinal) => rows.GetName(ordinal);

    public override int GetOrdinal(string name) => rows.GetOrdinal(name);

    public override Stream GetStream(int ordinal) => rows.GetStream(ordinal);

    public override string GetString(int ordinal) => rows.GetString(ordinal);

    public override TextReader GetTextReader(int ordinal) => rows.GetTextReader(ordinal);

    public override object GetValue(int ordinal) => rows.GetValue(ordinal);

    public override int GetValues(object[] values) => rows.GetValues(values);

    public override bool IsDBNull(int ordinal) => rows.IsDBNull(ordinal);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rows.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The query's token counts where the caller gives none of its own.</summary>
    private Task<bool> RunAsync(Func<CancellationToken, Task<bool>> read, CancellationToken given)
    {
        var token = given.CanBeCanceled ? given : cancellationToken;
        return SqliteInterruption.RunAsync(handle, () => read(token), token);
    }
}
