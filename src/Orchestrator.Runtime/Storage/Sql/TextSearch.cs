using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Orchestrator.Storage.Sql;

/// <summary>A search in texts in any case, whichever database does it.</summary>
internal static class TextSearch
{
    /// <summary>Whether a text is like a pattern with the wildcards of SQL's LIKE, escaped by a backslash. Only in a query.</summary>
    internal static bool Matches(string? text, string pattern) =>
        throw new InvalidOperationException($"'{pattern}' is compared with '{text}' by the database only.");

    /// <summary>Lets queries call it.</summary>
    internal static void Register(ModelBuilder model, SqlDialect dialect) =>
        model.HasDbFunction(() => Matches(null, "")).HasTranslation(arguments => dialect.MatchesInAnyCase(arguments[0], arguments[1]));

    /// <summary>A call of a function of the database that answers true or false, and null where an argument is.</summary>
    internal static SqlExpression Call(string function, params SqlExpression[] arguments) =>
        new SqlFunctionExpression(
            function,
            arguments,
            nullable: true,
            argumentsPropagateNullability: arguments.Select(static _ => true),
            typeof(bool),
            BoolTypeMapping.Default
        );
}
