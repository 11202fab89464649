using System.Globalization;
using Orchestrator.Search;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>A filter as a condition on the rows of an entity. What no path leads to is in no row.</summary>
/// <param name="table">The entity.</param>
/// <param name="products">What subscriptions have besides their columns.</param>
/// <param name="dialect">The database.</param>
/// <param name="values">Gets the values of the condition.</param>
internal sealed class FilterSql(SearchTable table, ProductPaths products, SqlDialect dialect, SqlValues values)
{
    /// <summary>What a filter means.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be compared in the way that is asked for.</exception>
    internal string ToSql(SearchFilter filter) =>
        filter switch
        {
            SearchFilter.All all => Join(all.Parts.Select(ToSql), " AND "),
            SearchFilter.Any any => Join(any.Parts.Select(ToSql), " OR "),
            // What is neither so nor otherwise, because there is nothing to compare, is not so.
            SearchFilter.Not not => $"NOT COALESCE({ToSql(not.Part)}, FALSE)",
            SearchFilter.Has has => Has(has.Path),
            SearchFilter.Condition condition => Compare(condition),
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };

    /// <summary>The value of a path in a row, as SQL; null for none.</summary>
    internal SearchColumn? Find(string path)
    {
        if (table.Columns.TryGetValue(path, out var column))
        {
            return column;
        }

        var found = new List<string>();
        if (StoredAt(path) is { } stored)
        {
            found.Add($"(SELECT min(v.value) {stored} AND i.subscription_id = s.subscription_id)");
        }

        if (FixedInputOf(path) is { } input)
        {
            found.Add($"(SELECT f.value FROM fixed_inputs f WHERE f.name = {values.Add(input)} AND f.product_id = s.product_id)");
        }

        return found switch
        {
            [] => null,
            [var only] => new(only, SearchKind.Text),
            _ => new($"COALESCE({string.Join(", ", found)})", SearchKind.Text),
        };
    }

    private string Compare(SearchFilter.Condition condition)
    {
        if (table.Columns.TryGetValue(condition.Path, out var column))
        {
            return Compare(condition, column);
        }

        var parts = new List<string>();
        if (!condition.Path.Contains('.', StringComparison.Ordinal))
        {
            parts.AddRange(
                table
                    .Columns.Where(known => known.Key.EndsWith($".{condition.Path}", StringComparison.Ordinal))
                    .OrderBy(static known => known.Key, StringComparer.Ordinal)
                    .Select(known => Compare(condition, known.Value))
            );
        }

        if (StoredAt(condition.Path) is { } stored)
        {
            parts.Add($"s.subscription_id IN (SELECT i.subscription_id {stored} AND {CompareStored(condition, "v.value")})");
        }

        if (FixedInputOf(condition.Path) is { } input)
        {
            parts.Add(
                $"s.product_id IN (SELECT f.product_id FROM fixed_inputs f WHERE f.name = {values.Add(input)} "
                    + $"AND {CompareStored(condition, "f.value")})"
            );
        }

        return Join(parts, " OR ");
    }

    private string Compare(SearchFilter.Condition condition, SearchColumn column) =>
        (condition.Comparison, column.Kind) switch
        {
            (SearchComparison.Like or SearchComparison.Matches, SearchKind.Boolean) => throw NoOrder(condition),
            (SearchComparison.Like, _) => dialect.IsLike(column.ToText(dialect), values.Add(condition.Value.Text)),
            (SearchComparison.Matches, _) => dialect.Matches(column.ToText(dialect), values.Add(condition.Value.Text)),
            (SearchComparison.Equal, _) => Value(condition.Value, column.Kind) is { } value
                ? $"{column.Sql} = {value}"
                : SearchExpression.Never,
            (SearchComparison.NotEqual, _) => Value(condition.Value, column.Kind) is { } value
                ? $"{column.Sql} <> {value}"
                : $"{column.Sql} IS NOT NULL",
            (_, SearchKind.Number or SearchKind.Time) => Order(
                condition,
                column.Sql,
                value => Value(value, column.Kind) ?? throw NoOrder(condition)
            ),
            _ => throw NoOrder(condition),
        };

    /// <summary>Compares a value that is stored as a text, whatever it is.</summary>
    private string CompareStored(SearchFilter.Condition condition, string text)
    {
        var isNumber = new[] { condition.Value, condition.Upper }.All(static value => value is null || IsNumber(value));
        return condition.Comparison switch
        {
            SearchComparison.Like => dialect.IsLike(text, values.Add(condition.Value.Text)),
            SearchComparison.Matches => dialect.Matches(text, values.Add(condition.Value.Text)),
            SearchComparison.Equal or SearchComparison.NotEqual when condition.Value.Kind == SearchKind.Number && isNumber =>
                $"{dialect.Number(text)} {Sign(condition.Comparison)} {Value(condition.Value, SearchKind.Number)}",
            SearchComparison.Equal or SearchComparison.NotEqual when condition.Value.Kind == SearchKind.Boolean =>
                $"lower({text}) {Sign(condition.Comparison)} lower({values.Add(condition.Value.Text)})",
            SearchComparison.Equal or SearchComparison.NotEqual =>
                $"{text} {Sign(condition.Comparison)} {values.Add(condition.Value.Text)}",
            _ when isNumber => Order(condition, dialect.Number(text), value => Value(value, SearchKind.Number)!),
            // Dates are stored in ISO form, whose order is that of the texts.
            _ => Order(condition, text, value => values.Add(value.Text)),
        };
    }

    private static string Order(SearchFilter.Condition condition, string sql, Func<SearchValue, string> write) =>
        condition.Upper is { } upper
            ? $"{sql} BETWEEN {write(condition.Value)} AND {write(upper)}"
            : $"{sql} {Sign(condition.Comparison)} {write(condition.Value)}";

    private static string Sign(SearchComparison comparison) =>
        comparison switch
        {
            SearchComparison.Equal => "=",
            SearchComparison.NotEqual => "<>",
            SearchComparison.Less => "<",
            SearchComparison.LessOrEqual => "<=",
            SearchComparison.Greater => ">",
            SearchComparison.GreaterOrEqual => ">=",
            _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
        };

    /// <summary>The parameter of a value; null when it is not of that kind.</summary>
    private string? Value(SearchValue value, SearchKind kind) =>
        kind switch
        {
            SearchKind.Number => IsNumber(value) ? values.Add(double.Parse(value.Text, CultureInfo.InvariantCulture)) : null,
            SearchKind.Boolean => bool.TryParse(value.Text, out var flag) ? values.Add(flag) : null,
            SearchKind.Id => Guid.TryParse(value.Text, out var id) ? values.Add(id) : null,
            SearchKind.Time => ReadTime(value) is { } time ? values.Add(time) : null,
            _ => values.Add(value.Text),
        };

    private static bool IsNumber(SearchValue value) =>
        double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);

    /// <summary>Reads ISO text, or seconds since the epoch.</summary>
    private static DateTimeOffset? ReadTime(SearchValue value)
    {
        if (IsNumber(value))
        {
            var seconds = double.Parse(value.Text, CultureInfo.InvariantCulture);
            var (earliest, latest) = (DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds());
            return seconds >= earliest && seconds <= latest ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
        }

        return DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;
    }

    private string Has(string path)
    {
        if (table.Columns.TryGetValue(path, out var column))
        {
            return $"{column.Sql} IS NOT NULL";
        }

        var isName = !path.Contains('.', StringComparison.Ordinal);
        var parts = table
            .Columns.Where(known =>
                isName
                    ? known.Key.Split('.').Contains(path, StringComparer.Ordinal)
                    : known.Key.StartsWith($"{path}.", StringComparison.Ordinal)
            )
            .OrderBy(static known => known.Key, StringComparer.Ordinal)
            .Select(static known => $"{known.Value.Sql} IS NOT NULL")
            .ToList();
        if (BlocksAt(path) is { } blocks)
        {
            parts.Add($"s.subscription_id IN (SELECT i.subscription_id FROM subscription_instances i WHERE {blocks})");
        }

        if (StoredAt(path) is { } stored)
        {
            parts.Add($"s.subscription_id IN (SELECT i.subscription_id {stored})");
        }

        if (FixedInputOf(path) is { } input)
        {
            parts.Add($"s.product_id IN (SELECT f.product_id FROM fixed_inputs f WHERE f.name = {values.Add(input)})");
        }

        return Join(parts, " OR ");
    }

    /// <summary>Which rows <c>i</c> are the blocks that a path leads to; null when it does not lead to blocks.</summary>
    private string? BlocksAt(string path) =>
        table != SearchTable.Subscriptions
            ? null
            : path.Split('.') switch
            {
                [var name] => IsBlock(name),
                [var root, var name] when root == table.Root => IsBlock(name),
                [var root, .., var holder, var name] when root == table.Root => $"""
                    {IsBlock(name)} AND EXISTS (SELECT 1 FROM subscription_instance_relations u
                        JOIN subscription_instances h ON h.subscription_instance_id = u.in_use_by_id
                        WHERE u.depends_on_id = i.subscription_instance_id AND {IsBlock(holder, "h")})
                    """,
                _ => null,
            };

    /// <summary>Where the values of a path are stored: of the blocks of a subscription. Null when that is not where it leads.</summary>
    private string? StoredAt(string path)
    {
        string[] segments = [.. path.Split('.').Where(static segment => !segment.All(char.IsAsciiDigit))];
        if (table != SearchTable.Subscriptions || segments.Length is 0 or 2 || (segments.Length > 1 && segments[0] != table.Root))
        {
            return null;
        }

        var block = segments.Length == 1 ? "" : $" AND {IsBlock(segments[^2])}";
        return $"""
            FROM subscription_instance_values v
            JOIN subscription_instances i ON i.subscription_instance_id = v.subscription_instance_id
            WHERE v.resource_type_id IN (SELECT t.resource_type_id FROM resource_types t WHERE t.resource_type = {values.Add(
                segments[^1]
            )}){block}
            """;
    }

    /// <summary>The fixed input that a path leads to; null for none.</summary>
    private string? FixedInputOf(string path) =>
        table == SearchTable.Subscriptions
            ? path.Split('.') switch
            {
                [var name] => name,
                [var root, var name] when root == table.Root => name,
                _ => null,
            }
            : null;

    /// <summary>Whether a block is called so, or held by a member that is.</summary>
    private string IsBlock(string name, string row = "i")
    {
        var names = string.Join(", ", products.BlocksOf(name).Select(block => $"lower({values.Add(block)})"));
        return $"""
            ({row}.product_block_id IN (SELECT b.product_block_id FROM product_blocks b WHERE lower(b.name) IN ({names}))
            OR EXISTS (SELECT 1 FROM subscription_instance_relations l
                WHERE l.depends_on_id = {row}.subscription_instance_id AND l.domain_model_attr = {values.Add(name)}))
            """;
    }

    private static string Join(IEnumerable<string> parts, string separator) =>
        parts.Select(static part => $"({part})").ToArray() is { Length: > 0 } found
            ? $"({string.Join(separator, found)})"
            : SearchExpression.Never;

    private static InvalidRequestException NoOrder(SearchFilter.Condition condition) =>
        new(
            "search_value_invalid",
            $"'{condition.Path}' cannot be compared with '{condition.Value.Text}' in this way. GET search/definitions lists what can."
        );
}
