using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;
using Orchestrator.Products;
using Orchestrator.Search;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>Finds the rows of entities by words and conditions.</summary>
internal sealed class EntityReader(
    IDbContextFactory<OrchestratorDbContext> databases,
    WorkflowCatalog catalog,
    IOptions<OrchestratorOptions> options
)
{
    private const int FirstColumn = 3;

    // At the first search: a host starts without looking at any model.
    private readonly Lazy<ProductPaths> _products = new(() => ProductPaths.Of(catalog));

    /// <summary>The paths that a filter may name.</summary>
    internal IReadOnlyList<SearchPath> GetPaths(SearchedEntity entity)
    {
        var paths = SearchTable.Of(entity).Columns.ToDictionary(static column => column.Key, static column => column.Value.Kind);
        if (entity == SearchedEntity.Subscription)
        {
            foreach (var (path, kind) in _products.Value.All)
            {
                paths.TryAdd(path, kind);
            }
        }

        return
        [
            .. paths.OrderBy(static path => path.Key, StringComparer.Ordinal).Select(static path => new SearchPath(path.Key, path.Value)),
        ];
    }

    internal async Task<EntityPage> SearchAsync(EntitySearch search, ReadScope? scope, CancellationToken cancellationToken)
    {
        PageBounds.Check(search.Skip, search.Take, options.Value.MaxPageSize);
        var table = SearchTable.Of(search.Entity);
        var query = search.Query is { } words ? SearchExpression.Parse(words) : new SearchExpression.All([]);
        var orderPath = search.OrderBy ?? table.Newest;
        if (FindKind(table, orderPath) is not { } orderKind)
        {
            throw new InvalidRequestException(
                "search_order_invalid",
                $"There is no path '{orderPath}' to order by. "
                    + NameSuggestion.Suggest(orderPath, GetPaths(search.Entity).Select(static path => path.Path), "Paths")
            )
            {
                ContractText = $"Element {orderPath} is not a valid path",
            };
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var values = new SqlValues();
        var filter = new FilterSql(table, _products.Value, database.Dialect, values);
        string?[] conditions =
        [
            table.Exists,
            table == SearchTable.Subscriptions
                ? new SubscriptionQuery(database.Dialect, values).ToSql(query)
                : new ColumnQuery(table, database.Dialect, values).ToSql(query),
            search.Filter is { } given ? filter.ToSql(given) : null,
            scope is null ? null : Seen(database, search.Entity),
        ];
        var found = $"FROM {table.Rows} WHERE {string.Join(" AND ", conditions.Where(static condition => condition is not null))}";
        var total = await CountAsync(database, found, values, scope, cancellationToken);

        var order = filter.Find(orderPath)!;
        var wanted = search.Columns.Distinct().Select(path => (Path: path, Column: filter.Find(path))).ToArray();
        SearchColumn[] read = [table.Columns[table.Title], order, .. wanted.Select(static one => one.Column).OfType<SearchColumn>()];
        var by = (order.Kind, orderKind) switch
        {
            (SearchKind.Text, SearchKind.Number) => database.Dialect.Number(order.Sql),
            (SearchKind.Text, _) => $"lower({order.Sql})",
            _ => order.Sql,
        };
        var direction = Direction(search);
        await using var page = await database.CommandAsync(
            $"""
            SELECT {table.Id}, {string.Join(", ", read.Select(static (column, index) => $"{column.Sql} AS c{index}"))}
            {found}
            ORDER BY {order.Sql} IS NULL, {by} {direction}, {table.Id} {direction}
            LIMIT @take OFFSET @skip
            """,
            cancellationToken
        );
        var hits = new List<EntityHit>();
        await using var reader = await Bind(page, values, scope)
            .With("take", search.Take)
            .With("skip", search.Skip)
            .ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(Read(reader, table, order, wanted, query));
        }

        return new(hits, total);
    }

    /// <summary>What a path leads to; null for one that is not known.</summary>
    private SearchKind? FindKind(SearchTable table, string path) =>
        table.Columns.TryGetValue(path, out var column) ? column.Kind
        : table == SearchTable.Subscriptions && _products.Value.All.TryGetValue(path, out var kind) ? kind
        : null;

    /// <summary>Counts the rows: the first statement that meets a pattern that the database does not take.</summary>
    private static async Task<int> CountAsync(
        OrchestratorDbContext database,
        string found,
        SqlValues values,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        await using var count = await database.CommandAsync($"SELECT count(*) {found}", cancellationToken);
        try
        {
            return Convert.ToInt32(await Bind(count, values, scope).ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }
        catch (DbException failure) when (database.Dialect.IsPatternRefused(failure))
        {
            throw new InvalidRequestException(
                "search_pattern_invalid",
                "The database does not take the regular expression: it is too complex. Shorten it, or lower its bounds."
            );
        }
    }

    private static string Direction(EntitySearch search) => search.OrderBy is null || search.Descending ? "DESC" : "ASC";

    private static string? Seen(OrchestratorDbContext database, SearchedEntity entity) =>
        entity switch
        {
            SearchedEntity.Subscription => Visibility.OfSubscription(database, "s"),
            SearchedEntity.Process => Visibility.OfProcess(database, "p"),
            _ => null,
        };

    private static Statement Bind(Statement statement, SqlValues values, ReadScope? scope)
    {
        values.Bind(statement);
        return scope is null ? statement : statement.With(scope);
    }

    private static EntityHit Read(
        DbDataReader reader,
        SearchTable table,
        SearchColumn order,
        IReadOnlyList<(string Path, SearchColumn? Column)> wanted,
        SearchExpression query
    )
    {
        var row = new ShownRow(reader);
        var columns = new Dictionary<string, object?>(StringComparer.Ordinal);
        var next = FirstColumn;
        foreach (var (path, column) in wanted)
        {
            columns[path] = column is null ? null : ReadValue(reader, row, column.Kind, next++);
        }

        var title = row.FindText(1) ?? "";
        return new(
            row.GetGuid(0),
            title,
            table.Title,
            FindMatches(title, query),
            columns,
            ReadValue(reader, row, order.Kind, 2) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null
        );
    }

    private static object? ReadValue(DbDataReader reader, ShownRow row, SearchKind kind, int column) =>
        reader.IsDBNull(column)
            ? null
            : kind switch
            {
                SearchKind.Boolean => reader.GetBoolean(column),
                SearchKind.Time => row.FindTime(column)?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
                SearchKind.Id => row.FindGuid(column)?.ToString(),
                SearchKind.Number => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture),
                _ => reader.GetString(column),
            };

    private static IReadOnlyList<(int Start, int End)> FindMatches(string title, SearchExpression query) =>
        query switch
        {
            SearchExpression.All all => [.. all.Parts.SelectMany(part => FindMatches(title, part))],
            SearchExpression.Any any => [.. any.Parts.SelectMany(part => FindMatches(title, part))],
            SearchExpression.Term { Text.Length: > 0 } term
                when title.IndexOf(term.Text, StringComparison.OrdinalIgnoreCase) is >= 0 and var start =>
            [
                (start, start + term.Text.Length),
            ],
            _ => [],
        };
}
