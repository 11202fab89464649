using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Sqlite;

/// <summary>Numbers of 32 bits, of which the file keeps 64 whatever the model says.</summary>
internal sealed class StoredNumberMapping : IntTypeMapping
{
    private static readonly MethodInfo _read = typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetInt64), [typeof(int)])!;

    internal StoredNumberMapping()
        : base("INTEGER") { }

    private StoredNumberMapping(RelationalTypeMappingParameters parameters)
        : base(parameters) { }

    /// <summary>Reads a number that every stored value has, so that no row makes the reader fail, nor a buffer of its rows.</summary>
    public override MethodInfo GetDataReaderMethod() => _read;

    public override Expression CustomizeDataReaderExpression(Expression expression) =>
        Expression.Call(((Func<long, int>)StoredValues.ReadNumber).Method, expression);

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) => new StoredNumberMapping(parameters);
}
