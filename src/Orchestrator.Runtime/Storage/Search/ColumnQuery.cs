using Orchestrator.Search;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>
/// A query as a condition on the columns of an entity that has no index of words: each word is looked for in all of them.
/// </summary>
/// <param name="table">The entity.</param>
/// <param name="dialect">The database.</param>
/// <param name="values">Gets the values of the condition.</param>
internal sealed class ColumnQuery(SearchTable table, SqlDialect dialect, SqlValues values)
{
    /// <summary>What a query means.</summary>
    internal string ToSql(SearchExpression expression) =>
        expression.Write(term =>
        {
            var text = LikePattern.Escape(term.Text);
            var (columns, pattern) = term.Field is { } field
                ? (Named(SearchFields.NameOf(field)), term.IsPrefix ? $"{text}%" : text)
                : (Texts(), $"%{text}%");
            return columns.ToArray() is { Length: > 0 } found
                ? $"({string.Join(" OR ", found.Select(column => $"COALESCE({Compare(column, term, pattern)}, FALSE)"))})"
                : SearchExpression.Never;
        });

    private string Compare(SearchColumn column, SearchExpression.Term term, string pattern) =>
        column.Kind != SearchKind.Boolean ? dialect.IsLike(column.ToText(dialect), values.Add(pattern))
        : bool.TryParse(term.Text, out var flag) ? $"{column.Sql} = {values.Add(flag)}"
        : SearchExpression.Never;

    private IEnumerable<SearchColumn> Named(string field) =>
        table.Columns.Where(column => column.Key == $"{table.Root}.{field}").Select(static column => column.Value);

    private IEnumerable<SearchColumn> Texts() =>
        table
            .Columns.Where(static column => column.Value.Kind is SearchKind.Text or SearchKind.Id)
            .OrderBy(static column => column.Key, StringComparer.Ordinal)
            .Select(static column => column.Value);
}
