using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Orchestrator.Storage.Sql;

/// <summary>A search in texts that knows no case, whichever database does it.</summary>
internal static class TextSearch
{
    /// <summary>Whether a text is like a pattern with the wildcards of SQL's LIKE, escaped by a backslash. Only in a query.</summary>
    internal static bool Matches(string? text, string pattern) =>
        throw new InvalidOperationException($"'{pattern}' is compared with '{text}' by the database only.");

    /// <summary>
    /// SQLite's LIKE knows no case, and is there as a function of pattern, text and escape character. PostgreSQL's ILIKE is there as a
    /// function of text and pattern, whose escape character is the backslash.
    /// </summary>
    internal static void Register(ModelBuilder model, bool isSqlite) =>
        model
            .HasDbFunction(() => Matches(null, ""))
            .HasTranslation(arguments =>
                isSqlite
                    ? Call("like", arguments[1], arguments[0], new SqlConstantExpression("\\", StringTypeMapping.Default))
                    : Call("texticlike", arguments[0], arguments[1])
            );

    private static SqlFunctionExpression Call(string name, params SqlExpression[] arguments) =>
        new(
            name,
            arguments,
            nullable: true,
            argumentsPropagateNullability: arguments.Select(static _ => true),
            typeof(bool),
            BoolTypeMapping.Default
        );
}
