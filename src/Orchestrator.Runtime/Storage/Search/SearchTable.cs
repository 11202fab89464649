using System.Collections.Frozen;
using Orchestrator.Search;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>What a path leads to in the row of an entity.</summary>
/// <param name="Sql">The column, or what is looked up for it.</param>
/// <param name="Kind">What it is.</param>
internal sealed record SearchColumn(string Sql, SearchKind Kind)
{
    /// <summary>It as a text, which is the same of every database; only yes and no have none.</summary>
    internal string ToText(SqlDialect dialect) =>
        Kind switch
        {
            SearchKind.Text => Sql,
            SearchKind.Time => dialect.IsoText(Sql),
            SearchKind.Number or SearchKind.Id => $"CAST({Sql} AS text)",
            _ => throw new InvalidOperationException("Yes and no are not written in the same way by every database."),
        };
}

/// <summary>The rows of an entity, and the paths that lead to its columns.</summary>
/// <param name="Root">The first segment of its paths.</param>
/// <param name="Rows">Where the rows are.</param>
/// <param name="Id">Their key.</param>
/// <param name="Title">The path of what a row is called.</param>
/// <param name="Newest">The path by which the newest comes last.</param>
/// <param name="Columns">The columns by path.</param>
internal sealed record SearchTable(
    string Root,
    string Rows,
    string Id,
    string Title,
    string Newest,
    FrozenDictionary<string, SearchColumn> Columns
)
{
    /// <summary>Which rows are there at all.</summary>
    internal string Exists { get; private init; } = "1 = 1";

    /// <summary>The table of subscriptions: besides its columns, paths lead to what products and blocks have.</summary>
    internal static SearchTable Subscriptions { get; } =
        Create(
            "subscription",
            "subscriptions s",
            "s.subscription_id",
            "description",
            "start_date",
            [
                ("subscription_id", "s.subscription_id", SearchKind.Id),
                ("description", "s.description", SearchKind.Text),
                ("status", "s.status", SearchKind.Text),
                ("insync", "s.insync", SearchKind.Boolean),
                ("drift", DriftSql.Status, SearchKind.Text),
                ("start_date", "s.start_date", SearchKind.Time),
                ("end_date", "s.end_date", SearchKind.Time),
                ("note", "s.note", SearchKind.Text),
                ("version", "s.version", SearchKind.Number),
                ("customer_id", "s.customer_id", SearchKind.Text),
                ("product_id", "s.product_id", SearchKind.Id),
                ("product.product_id", "s.product_id", SearchKind.Id),
                ("product.name", OfProduct("name"), SearchKind.Text),
                ("product.description", OfProduct("description"), SearchKind.Text),
                ("product.product_type", OfProduct("product_type"), SearchKind.Text),
                ("product.tag", OfProduct("tag"), SearchKind.Text),
                ("product.status", OfProduct("status"), SearchKind.Text),
            ]
        );

    private static readonly SearchTable Workflows = Create(
        "workflow",
        "workflows w",
        "w.workflow_id",
        "name",
        "created_at",
        [
            ("workflow_id", "w.workflow_id", SearchKind.Id),
            ("name", "w.name", SearchKind.Text),
            ("description", "w.description", SearchKind.Text),
            ("target", "w.target", SearchKind.Text),
            ("is_task", "w.is_task", SearchKind.Boolean),
            ("created_at", "w.created_at", SearchKind.Time),
        ]
    ) with
    {
        Exists = "w.deleted_at IS NULL",
    };

    private static readonly SearchTable Products = Create(
        "product",
        "products r",
        "r.product_id",
        "name",
        "created_at",
        [
            ("product_id", "r.product_id", SearchKind.Id),
            ("name", "r.name", SearchKind.Text),
            ("description", "r.description", SearchKind.Text),
            ("product_type", "r.product_type", SearchKind.Text),
            ("tag", "r.tag", SearchKind.Text),
            ("status", "r.status", SearchKind.Text),
            ("created_at", "r.created_at", SearchKind.Time),
            ("end_date", "r.end_date", SearchKind.Time),
        ]
    );

    /// <summary>
    /// Without notes and reasons: they may hold the address of a callback, and a user who can search for parts of it can find all of it.
    /// </summary>
    private static readonly SearchTable Processes = Create(
        "process",
        "processes p",
        "p.pid",
        "workflow_name",
        "started_at",
        [
            ("process_id", "p.pid", SearchKind.Id),
            ("workflow_id", "p.workflow_id", SearchKind.Id),
            ("workflow_name", OfWorkflow("name"), SearchKind.Text),
            ("workflow_target", OfWorkflow("target"), SearchKind.Text),
            ("is_task", "p.is_task", SearchKind.Boolean),
            ("last_status", "p.last_status", SearchKind.Text),
            ("last_step", "p.last_step", SearchKind.Text),
            ("assignee", "p.assignee", SearchKind.Text),
            ("created_by", "p.created_by", SearchKind.Text),
            ("started_at", "p.started_at", SearchKind.Time),
            ("last_modified_at", "p.last_modified_at", SearchKind.Time),
        ]
    );

    /// <summary>The table of an entity.</summary>
    internal static SearchTable Of(SearchedEntity entity) =>
        entity switch
        {
            SearchedEntity.Subscription => Subscriptions,
            SearchedEntity.Workflow => Workflows,
            SearchedEntity.Product => Products,
            SearchedEntity.Process => Processes,
            _ => throw new ArgumentOutOfRangeException(nameof(entity)),
        };

    private static SearchTable Create(
        string root,
        string rows,
        string id,
        string title,
        string newest,
        IReadOnlyList<(string Path, string Sql, SearchKind Kind)> columns
    ) =>
        new(
            root,
            rows,
            id,
            $"{root}.{title}",
            $"{root}.{newest}",
            columns.ToFrozenDictionary(
                column => $"{root}.{column.Path}",
                static column => new SearchColumn(column.Sql, column.Kind),
                StringComparer.Ordinal
            )
        );

    private static string OfProduct(string column) => $"(SELECT o.{column} FROM products o WHERE o.product_id = s.product_id)";

    private static string OfWorkflow(string column) => $"(SELECT o.{column} FROM workflows o WHERE o.workflow_id = p.workflow_id)";
}
