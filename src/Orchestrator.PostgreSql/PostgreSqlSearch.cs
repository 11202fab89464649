using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.PostgreSql;

/// <summary>
/// The index of words: indexes on the words of each text that a search looks at, which the server keeps itself, and one view of all these
/// texts. Only letters and digits make words, as on SQLite: the server's parser would see addresses, numbers and file names.
/// </summary>
internal static class PostgreSqlSearch
{
    // A text of more than a megabyte has no vector; what follows so many characters is not found.
    private const string Plain = """translate(left($1, 100000), E'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', repeat(' ', 32))""";

    private const string Vector = $"""
        CREATE FUNCTION search_vector(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT to_tsvector('pg_catalog.simple'::regconfig, {Plain})
        $$
        """;

    private const string Query = $"""
        CREATE FUNCTION search_query(text, boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT CASE WHEN $2 AND numnode(q) > 0 THEN (q::text || ':*')::tsquery ELSE q END
            FROM phraseto_tsquery('pg_catalog.simple'::regconfig, {Plain}) q
        $$
        """;

    private const string Subscription = "subscription_id::text || ' ' || status || ' ' || customer_id";

    // The parts have columns of the very same types: only then does the server join them without making each row whole, with all its words.
    private const string Texts = $"""
        CREATE VIEW search_texts (source, owner_id, name, words) AS
        SELECT 'subscription'::text, subscription_id, NULL::text, search_vector({Subscription}) FROM subscriptions
        UNION ALL SELECT 'description'::text, subscription_id, NULL::text, search_vector(description) FROM subscriptions
        UNION ALL SELECT 'note'::text, subscription_id, NULL::text, search_vector(note) FROM subscriptions WHERE note <> ''
        UNION ALL SELECT 'metadata'::text, subscription_id, NULL::text, search_vector(metadata::text) FROM subscription_metadata
        UNION ALL SELECT 'customer_description'::text, subscription_id, NULL::text, search_vector(description)
            FROM subscription_customer_descriptions
        UNION ALL SELECT 'value'::text, i.subscription_id, t.resource_type::text, search_vector(v.value)
            FROM subscription_instance_values v
            JOIN subscription_instances i ON i.subscription_instance_id = v.subscription_instance_id
            JOIN resource_types t ON t.resource_type_id = v.resource_type_id
        UNION ALL SELECT 'product'::text, product_id, NULL::text,
            search_vector(product_id::text || ' ' || name || ' ' || tag || ' ' || product_type) FROM products
        UNION ALL SELECT 'product_description'::text, product_id, NULL::text, search_vector(description) FROM products
        UNION ALL SELECT 'fixed_input'::text, product_id, name::text, search_vector(value) FROM fixed_inputs
        UNION ALL SELECT 'product_block'::text, product_block_id, NULL::text, search_vector(name) FROM product_blocks
        UNION ALL SELECT 'resource_type'::text, resource_type_id, NULL::text, search_vector(resource_type) FROM resource_types
        """;

    private static readonly (string Name, string Table, string Text)[] Indexes =
    [
        ("ix_subscriptions_search", "subscriptions", Subscription),
        ("ix_subscriptions_search_description", "subscriptions", "description"),
        ("ix_subscriptions_search_note", "subscriptions", "note"),
        ("ix_subscription_metadata_search", "subscription_metadata", "metadata::text"),
        ("ix_subscription_customer_descriptions_search", "subscription_customer_descriptions", "description"),
        ("ix_subscription_instance_values_search", "subscription_instance_values", "value"),
    ];

    /// <summary>The index.</summary>
    internal static IReadOnlyList<string> Rules { get; } =
    [
        Vector,
        Query,
        .. Indexes.Select(static index => $"CREATE INDEX {index.Name} ON {index.Table} USING gin (search_vector({index.Text}))"),
        Texts,
    ];

    /// <summary>Makes each index again, without keeping anyone from reading or writing.</summary>
    internal static async Task RebuildAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        foreach (var (name, _, _) in Indexes)
        {
            await database.ExecuteAsync($"REINDEX INDEX CONCURRENTLY {name}", cancellationToken);
        }

        // A database of orchestrator-core's making has a view that orchestrator-core itself searches.
        await database.ExecuteAsync(
            """
            DO $$ BEGIN
                IF to_regclass('subscriptions_search') IS NOT NULL THEN
                    REFRESH MATERIALIZED VIEW subscriptions_search;
                END IF;
            END $$
            """,
            cancellationToken
        );
    }
}
