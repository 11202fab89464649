using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Catalog;
using Orchestrator.Products;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>
/// Counts subscriptions by facets in two statements. Few products, lifecycles and statuses are combined in one, of which each facet leaves
/// its own choice out; customers may be as many as subscriptions, and are counted for themselves.
/// </summary>
internal sealed class SubscriptionFacetReader(IDbContextFactory<OrchestratorDbContext> databases, WorkflowCatalog catalog)
{
    private const int MaxCustomers = 100;

    /// <summary>Counts them as of one moment.</summary>
    /// <exception cref="InvalidRequestException">The query cannot be read, or is too long.</exception>
    internal async Task<SubscriptionFacets> CountAsync(
        string query,
        FacetChoices choices,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var expression = SearchExpression.Parse(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        await FieldSlips.RefuseAsync(database, expression, catalog, cancellationToken);
        var cells = await ReadCellsAsync(database, expression, choices, scope, cancellationToken);
        var customers = await ReadCustomersAsync(database, expression, choices, search: null, scope, cancellationToken);
        return new(
            cells.Where(cell => cell.Has(choices)).Sum(static cell => cell.Count),
            Count(cells, choices with { Product = null }, static cell => cell.Product),
            Count(cells, choices with { Status = null }, static cell => cell.Status),
            Count(cells, choices with { InSync = null }, static cell => cell.InSync ? "true" : "false"),
            Count(cells, choices with { Drift = null }, static cell => cell.Drift),
            [.. customers.Take(MaxCustomers)],
            customers.Count > MaxCustomers
        );
    }

    /// <summary>Finds the customers with the most subscriptions, of those that are searched for.</summary>
    /// <exception cref="InvalidRequestException">The query cannot be read, or is too long.</exception>
    internal async Task<IReadOnlyList<FacetCount>> FindCustomersAsync(
        string query,
        FacetChoices choices,
        CustomerSearch search,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var expression = SearchExpression.Parse(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await ReadCustomersAsync(database, expression, choices, search, scope, cancellationToken);
        return [.. found.Take(MaxCustomers)];
    }

    private static IReadOnlyList<FacetCount> Count(IEnumerable<Cell> cells, FacetChoices others, Func<Cell, string?> value) =>
        [
            .. cells
                .Where(cell => value(cell) is not null && cell.Has(others))
                .GroupBy(cell => value(cell)!, StringComparer.Ordinal)
                .Select(static group => new FacetCount(group.Key, group.Sum(static cell => cell.Count)))
                .OrderBy(static count => count.Value, StringComparer.OrdinalIgnoreCase),
        ];

    private static async Task<IReadOnlyList<Cell>> ReadCellsAsync(
        OrchestratorDbContext database,
        SearchExpression expression,
        FacetChoices choices,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var values = new SqlValues();
        var found = Where(database, expression, new() { Customer = choices.Customer }, values, scope);

        // The first has no index: SQLite would read the table in the order of an index, and look every row up, which takes twice as long.
        await using var command = await database.CommandAsync(
            $"""
            SELECT r.name, c.status, c.insync, c.drift, c.total
            FROM (
                SELECT s.insync, s.status, s.product_id, {DriftSql.JoinedStatus} AS drift, count(*) AS total
                FROM subscriptions s LEFT JOIN external_drift d ON d.subscription_id = s.subscription_id
                WHERE {found} GROUP BY 1, 2, 3, 4) c
            JOIN products r ON r.product_id = c.product_id
            """,
            cancellationToken
        );
        return await Bind(command, values, scope)
            .ReadAllAsync(
                static row => new Cell(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetBoolean(2),
                    row.IsDBNull(3) ? null : row.GetString(3),
                    row.GetStoredNumber(4)
                ),
                cancellationToken
            );
    }

    private static async Task<IReadOnlyList<FacetCount>> ReadCustomersAsync(
        OrchestratorDbContext database,
        SearchExpression expression,
        FacetChoices choices,
        CustomerSearch? search,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var values = new SqlValues();
        await using var command = await database.CommandAsync(
            $"""
            SELECT s.customer_id, count(*) FROM subscriptions s
            WHERE {Where(database, expression, choices with { Customer = null }, values, scope)}{Searched(database, search, values)}
            GROUP BY s.customer_id ORDER BY {NamedFirst(database, search, values)}count(*) DESC, s.customer_id LIMIT @limit
            """,
            cancellationToken
        );
        return await Bind(command, values, scope)
            .With("limit", MaxCustomers + 1)
            .ReadAllAsync(static row => new FacetCount(row.GetString(0), row.GetStoredNumber(1)), cancellationToken);
    }

    private static string Searched(OrchestratorDbContext database, CustomerSearch? search, SqlValues values) =>
        search is null
            ? ""
            : $" AND ({database.Dialect.IsLike("s.customer_id", values.Add($"%{LikePattern.Escape(search.Text)}%"))} OR "
                + $"{IsNamed(database, search, values)})";

    /// <summary>A customer whose name has the text is meant more often than one whose id happens to have it.</summary>
    private static string NamedFirst(OrchestratorDbContext database, CustomerSearch? search, SqlValues values) =>
        search is null or { Ids.Count: 0 } ? "" : $"CASE WHEN {IsNamed(database, search, values)} THEN 0 ELSE 1 END, ";

    private static string IsNamed(OrchestratorDbContext database, CustomerSearch search, SqlValues values) =>
        $"s.customer_id IN (SELECT {database.Dialect.JsonTexts(values.Add(JsonSerializer.Serialize(search.Ids)), "text")})";

    private static string Where(
        OrchestratorDbContext database,
        SearchExpression expression,
        FacetChoices choices,
        SqlValues values,
        ReadScope? scope
    )
    {
        var query = new SubscriptionQuery(database.Dialect, values);
        var chosen = new SearchExpression.All([expression, .. Terms(choices)]);
        return $"{query.ToSql(chosen)}{(scope is null ? "" : $" AND {Visibility.OfSubscription(database, "s")}")}";
    }

    private static IEnumerable<SearchExpression> Terms(FacetChoices choices)
    {
        (string Field, string? Value)[] fields =
        [
            ("product_name", choices.Product),
            ("status", choices.Status),
            ("insync", choices.InSync?.ToString()),
            ("drift", choices.Drift),
            ("customer_id", choices.Customer),
        ];
        return fields
            .Where(static field => field.Value is not null)
            .Select(static field => new SearchExpression.Term(field.Field, field.Value!, IsPrefix: false));
    }

    private static Statement Bind(Statement statement, SqlValues values, ReadScope? scope)
    {
        values.Bind(statement);
        return scope is null ? statement : statement.With(scope);
    }

    /// <summary>Which customers are searched for.</summary>
    /// <param name="Text">A part of their ids.</param>
    /// <param name="Ids">The ids of others.</param>
    internal sealed record CustomerSearch(string Text, IReadOnlyList<string> Ids);

    /// <summary>How many subscriptions have these values.</summary>
    private sealed record Cell(string Product, string Status, bool InSync, string? Drift, int Count)
    {
        /// <summary>Whether they are chosen. Texts are compared as a query compares them, without regard to case.</summary>
        internal bool Has(FacetChoices choices) =>
            Is(Product, choices.Product)
            && Is(Status, choices.Status)
            && (choices.InSync is null || choices.InSync == InSync)
            && Is(Drift, choices.Drift);

        private static bool Is(string? value, string? chosen) =>
            chosen is null || string.Equals(value, chosen, StringComparison.OrdinalIgnoreCase);
    }
}
