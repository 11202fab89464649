using System.Data.Common;

namespace Orchestrator.Storage.Sql;

/// <summary>A statement of plain SQL with the values of its parameters, which are written as the model writes them.</summary>
internal sealed class Statement : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly SqlDialect _dialect;
    private readonly bool _isKept;

    /// <summary>A statement that is used once.</summary>
    internal Statement(DbCommand command, SqlDialect dialect)
        : this(command, dialect, isKept: false) { }

    private Statement(DbCommand command, SqlDialect dialect, bool isKept) => (_command, _dialect, _isKept) = (command, dialect, isKept);

    /// <summary>Whether someone is using it now.</summary>
    internal bool IsInUse { get; private set; }

    /// <summary>A statement that stays prepared when its user is done with it, for the next one.</summary>
    internal static Statement Kept(DbCommand command, SqlDialect dialect) => new(command, dialect, isKept: true);

    /// <summary>Begins a use of a kept statement.</summary>
    internal Statement Use(DbTransaction? transaction)
    {
        IsInUse = true;
        _command.Transaction = transaction;
        return this;
    }

    internal Statement With(string name, Guid? value)
    {
        _dialect.Bind(Parameter(name), value);
        return this;
    }

    internal Statement With(string name, DateTimeOffset? value)
    {
        _dialect.Bind(Parameter(name), value);
        return this;
    }

    internal Statement With(string name, long value) => Set(name, value);

    internal Statement With(string name, double value) => Set(name, value);

    internal Statement With(string name, bool value) => Set(name, value);

    /// <summary>A text, made storable: the one place through which all that the engine writes goes.</summary>
    internal Statement With(string name, string? value) => Set(name, value is null ? null : StorableText.Clean(value));

    /// <summary>What was read from a column of <see cref="SqlDialect.Place"/>, as it is.</summary>
    internal Statement WithPlace(string name, object value) => Set(name, value);

    /// <summary>JSON text, made storable.</summary>
    internal Statement WithJson(string name, string json) => Set(name, StorableText.Clean(StorableJson.Clean(json)));

    /// <summary>What the dialect's <see cref="SqlDialect.LeaseNow"/> and <see cref="SqlDialect.LeaseEnd"/> ask for.</summary>
    /// <param name="time">The machine's clock.</param>
    /// <param name="duration">For how long a lease is acquired; null when none is.</param>
    internal Statement WithLeaseTime(TimeProvider time, TimeSpan? duration = null)
    {
        _dialect.BindLeaseTime(this, time, duration);
        return this;
    }

    internal Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        _dialect.ExecuteAsync(_command, static (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken);

    internal Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        _dialect.ExecuteAsync(_command, static (command, token) => command.ExecuteScalarAsync(token), cancellationToken);

    internal Task<DbDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) =>
        _dialect.ExecuteReaderAsync(_command, cancellationToken);

    /// <summary>Reads all rows of a query.</summary>
    internal async Task<IReadOnlyList<T>> ReadAllAsync<T>(Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var row = await ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows;
    }

    public ValueTask DisposeAsync()
    {
        IsInUse = false;
        return _isKept ? ValueTask.CompletedTask : _command.DisposeAsync();
    }

    private Statement Set(string name, object? value)
    {
        Parameter(name).Value = value ?? DBNull.Value;
        return this;
    }

    /// <summary>The parameter of a name; a kept statement has it from its last use.</summary>
    private DbParameter Parameter(string name)
    {
        if (_isKept && _command.Parameters.Contains(name))
        {
            return _command.Parameters[name];
        }

        var parameter = _command.CreateParameter();
        parameter.ParameterName = name;
        _command.Parameters.Add(parameter);
        return parameter;
    }
}
