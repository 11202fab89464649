using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage;
using Orchestrator.Storage.Sql;

namespace Orchestrator.PostgreSql;

/// <summary>Times as the server has them, of which .NET does not have all: its years go from 4713 BC to 294276.</summary>
internal sealed class StoredTimeMapping : DateTimeOffsetTypeMapping
{
    private static readonly DateTimeOffset _epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly long _first = (DateTimeOffset.MinValue - _epoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly long _last = (DateTimeOffset.MaxValue - _epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static readonly MethodInfo _read = typeof(DbDataReader)
        .GetMethod(nameof(DbDataReader.GetFieldValue), [typeof(int)])!
        .MakeGenericMethod(typeof(long));

    internal StoredTimeMapping()
        : base("timestamp with time zone") { }

    private StoredTimeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters) { }

    /// <summary>Reads the number that every stored time is, so that no row makes the reader fail, nor a buffer of its rows.</summary>
    public override MethodInfo GetDataReaderMethod() => _read;

    public override Expression CustomizeDataReaderExpression(Expression expression) =>
        Expression.Call(((Func<long, DateTimeOffset>)ReadTime).Method, expression);

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) => new StoredTimeMapping(parameters);

    /// <summary>The time of so many microseconds since the year 2000, as the server counts them.</summary>
    private static DateTimeOffset ReadTime(long microseconds) =>
        microseconds >= _first && microseconds <= _last
            ? _epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            : StoredValues.UnreadableTime;
}
