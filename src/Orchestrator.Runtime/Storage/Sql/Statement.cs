using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Storage.Sql;

/// <summary>A statement of plain SQL with the values of its parameters, which are written as the model writes them.</summary>
internal sealed class Statement : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly bool _isKept;

    /// <summary>A statement that is used once.</summary>
    internal Statement(DbCommand command)
        : this(command, isKept: false) { }

    private Statement(DbCommand command, bool isKept) => (_command, _isKept) = (command, isKept);

    /// <summary>Whether someone is using it now.</summary>
    internal bool IsInUse { get; private set; }

    /// <summary>A statement that stays prepared when its user is done with it, for the next one.</summary>
    internal static Statement Kept(DbCommand command) => new(command, isKept: true);

    /// <summary>Begins a use of a kept statement.</summary>
    internal Statement Use(DbTransaction? transaction)
    {
        IsInUse = true;
        _command.Transaction = transaction;
        return this;
    }

    internal Statement With(string name, Guid? value) =>
        _command is SqliteCommand ? Set(name, value?.ToString("D")) : Set(name, value, DbType.Guid);

    internal Statement With(string name, DateTimeOffset? value) =>
        _command is SqliteCommand
            ? Set(name, value?.UtcDateTime.ToString(StoredValues.TimeFormat, CultureInfo.InvariantCulture))
            : Set(name, value?.ToUniversalTime(), DbType.DateTimeOffset);

    internal Statement With(string name, long value) => Set(name, value);

    internal Statement With(string name, double value) => Set(name, value);

    internal Statement With(string name, bool value) => Set(name, value);

    /// <summary>A text, made storable: the one place through which all that the engine writes goes.</summary>
    internal Statement With(string name, string? value) => Set(name, value is null ? null : StorableText.Clean(value));

    /// <summary>JSON text, made storable.</summary>
    internal Statement WithJson(string name, string json) => Set(name, StorableText.Clean(StorableJson.Clean(json)));

    internal Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        SqliteInterruption.ExecuteAsync(_command, static (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken);

    internal Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        SqliteInterruption.ExecuteAsync(_command, static (command, token) => command.ExecuteScalarAsync(token), cancellationToken);

    internal Task<DbDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) =>
        SqliteInterruption.ExecuteAsync(_command, static (command, token) => command.ExecuteReaderAsync(token), cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsInUse = false;
        return _isKept ? ValueTask.CompletedTask : _command.DisposeAsync();
    }

    private Statement Set(string name, object? value, DbType? type = null)
    {
        if (_isKept && _command.Parameters.Contains(name))
        {
            _command.Parameters[name].Value = value ?? DBNull.Value;
            return this;
        }

        var parameter = _command.CreateParameter();
        parameter.ParameterName = name;
        if (type is { } known)
        {
            parameter.DbType = known;
        }

        parameter.Value = value ?? DBNull.Value;
        _command.Parameters.Add(parameter);
        return this;
    }
}
