using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Sqlite;

/// <summary>
/// The index of words: triggers give each text that a search looks at a row of <c>search_texts</c> and its words to FTS5 under the key
/// of that row. A key of its own, because VACUUM may number the rows of all other tables again.
/// </summary>
internal static class SqliteSearch
{
    private const string OfSubscriptions = "subscription_id IN (SELECT subscription_id FROM processes_subscriptions WHERE pid = @process)";

    private static readonly Source[] Sources =
    [
        new(
            "subscription",
            "subscriptions",
            "subscription_id",
            "{0}.subscription_id",
            "{0}.subscription_id || ' ' || {0}.status || ' ' || {0}.customer_id",
            "status, customer_id",
            Refreshed: OfSubscriptions
        ),
        new(
            "description",
            "subscriptions",
            "subscription_id",
            "{0}.subscription_id",
            "{0}.description",
            "description",
            Refreshed: OfSubscriptions
        ),
        new("note", "subscriptions", "subscription_id", "{0}.subscription_id", "{0}.note", "note", Refreshed: OfSubscriptions),
        new(
            "metadata",
            "subscription_metadata",
            "subscription_id",
            "{0}.subscription_id",
            "{0}.metadata",
            "metadata",
            Refreshed: OfSubscriptions
        ),
        new(
            "customer_description",
            "subscription_customer_descriptions",
            "id",
            "{0}.subscription_id",
            "{0}.description",
            "description",
            Refreshed: OfSubscriptions
        ),
        new(
            "value",
            "subscription_instance_values",
            "subscription_instance_value_id",
            "(SELECT i.subscription_id FROM subscription_instances i WHERE i.subscription_instance_id = {0}.subscription_instance_id)",
            "{0}.value",
            "value",
            "(SELECT t.resource_type FROM resource_types t WHERE t.resource_type_id = {0}.resource_type_id)",
            $"subscription_instance_id IN (SELECT subscription_instance_id FROM subscription_instances WHERE {OfSubscriptions})"
        ),
        new(
            "product",
            "products",
            "product_id",
            "{0}.product_id",
            "{0}.product_id || ' ' || {0}.name || ' ' || {0}.tag || ' ' || {0}.product_type",
            "name, tag, product_type"
        ),
        new("product_description", "products", "product_id", "{0}.product_id", "{0}.description", "description"),
        new("fixed_input", "fixed_inputs", "fixed_input_id", "{0}.product_id", "{0}.value", "value, name, product_id", "{0}.name"),
        new("product_block", "product_blocks", "product_block_id", "{0}.product_block_id", "{0}.name", "name"),
        new("resource_type", "resource_types", "resource_type_id", "{0}.resource_type_id", "{0}.resource_type", "resource_type"),
    ];

    /// <summary>The index and all that keeps it.</summary>
    internal static IReadOnlyList<string> Rules { get; } =
    [
        """
            CREATE TABLE search_texts (
                id INTEGER PRIMARY KEY,
                source TEXT NOT NULL,
                source_id TEXT NOT NULL,
                owner_id TEXT NOT NULL,
                name TEXT,
                UNIQUE (source_id, source))
            """,
        "CREATE VIRTUAL TABLE search_words USING fts5(text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')",
        .. Sources.SelectMany(static source => source.Triggers),
    ];

    /// <summary>Makes the index of the subscriptions of <c>@process</c> again.</summary>
    internal static string Refresh { get; } = Sql(Sources.SelectMany(static source => source.Refresh));

    /// <summary>
    /// Makes the index again, some rows at a time: each part is a transaction of its own, so that the engine's writes continue between them
    /// and a search always finds what is stored.
    /// </summary>
    internal static async Task RebuildAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        foreach (var source in Sources)
        {
            await using (var transaction = await database.Database.BeginTransactionAsync(cancellationToken))
            {
                await ExecuteAsync(database, source.RemoveLeftOver, "", "", cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            for (var (last, next) = ("", ""); ; last = next)
            {
                await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
                await using (var end = await database.CommandAsync(source.EndOfBatch, cancellationToken))
                {
                    if (await end.With("last", last).ExecuteScalarAsync(cancellationToken) is not string found)
                    {
                        break;
                    }

                    next = found;
                }

                await ExecuteAsync(database, source.IndexBatch, last, next, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
    }

    private static string Sql(IEnumerable<string> statements) => string.Concat(statements.Select(static statement => $"{statement}; "));

    private static async Task ExecuteAsync(
        OrchestratorDbContext database,
        IEnumerable<string> statements,
        string last,
        string next,
        CancellationToken cancellationToken
    )
    {
        foreach (var statement in statements)
        {
            await using var command = await database.CommandAsync(statement, cancellationToken);
            await command.With("last", last).With("next", next).ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>A text that a search looks at.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Table">Where it is.</param>
    /// <param name="Key">The key of that table.</param>
    /// <param name="Owner">Whose text it is, of the row <c>{0}</c>.</param>
    /// <param name="Text">The text of the row; null for none.</param>
    /// <param name="Columns">The columns that the text is made of.</param>
    /// <param name="Named">The name of the field; NULL where the source is the field.</param>
    /// <param name="Refreshed">Which of its rows belong to the subscriptions of <c>@process</c>; null where none belongs to one.</param>
    private sealed record Source(
        string Name,
        string Table,
        string Key,
        string Owner,
        string Text,
        string Columns,
        string Named = "NULL",
        string? Refreshed = null
    )
    {
        private const int BatchSize = 1_000;

        internal IEnumerable<string> Triggers =>
            [
                $"CREATE TRIGGER {Name}_search_insert AFTER INSERT ON {Table} BEGIN "
                    + $"{Sql(Add("NEW", $"WHERE {Of(Text, "NEW")} <> ''"))} END",
                $"CREATE TRIGGER {Name}_search_update AFTER UPDATE OF {Columns} "
                    + $"ON {Table} BEGIN {Sql([.. RemoveOld, .. Add("NEW", $"WHERE {Of(Text, "NEW")} <> ''")])} END",
                $"CREATE TRIGGER {Name}_search_delete AFTER DELETE ON {Table} BEGIN {Sql(RemoveOld)} END",
            ];

        /// <summary>Removes what belongs to rows that are gone.</summary>
        internal IReadOnlyList<string> RemoveLeftOver => Remove($"source_id NOT IN (SELECT {Key} FROM {Table})");

        /// <summary>The last key of the next rows; null when there are none.</summary>
        internal string EndOfBatch =>
            $"SELECT max(key) FROM (SELECT {Key} AS key FROM {Table} WHERE {Key} > @last ORDER BY {Key} LIMIT {BatchSize})";

        /// <summary>Indexes the rows of a range of keys.</summary>
        internal IEnumerable<string> IndexBatch =>
            [
                .. Remove("source_id > @last AND source_id <= @next"),
                .. Add("r", $"FROM {Table} r WHERE r.{Key} > @last AND r.{Key} <= @next AND {Of(Text, "r")} <> ''"),
            ];

        /// <summary>Indexes the rows of the subscriptions of a process.</summary>
        internal IEnumerable<string> Refresh =>
            Refreshed is null
                ? []
                :
                [
                    .. Remove($"source_id IN (SELECT {Key} FROM {Table} WHERE {Refreshed})"),
                    .. Add("r", $"FROM {Table} r WHERE r.{Refreshed} AND {Of(Text, "r")} <> ''"),
                ];

        private IReadOnlyList<string> RemoveOld => Remove($"source_id = OLD.{Key}");

        private IReadOnlyList<string> Remove(string condition) =>
            [
                $"DELETE FROM search_words WHERE rowid IN (SELECT id FROM search_texts WHERE {condition} AND source = '{Name}')",
                $"DELETE FROM search_texts WHERE {condition} AND source = '{Name}'",
            ];

        private string[] Add(string row, string rest) =>
            [
                $"INSERT INTO search_texts (source, source_id, owner_id, name) SELECT '{Name}', {row}.{Key}, {Of(Owner, row)}, "
                    + $"{Of(Named, row)} {rest}",
                $"INSERT INTO search_words (rowid, text) SELECT (SELECT id FROM search_texts WHERE source_id = {row}.{Key} "
                    + $"AND source = '{Name}'), {Of(Text, row)} {rest}",
            ];

        private static string Of(string expression, string row) => expression.Replace("{0}", row, StringComparison.Ordinal);
    }
}
