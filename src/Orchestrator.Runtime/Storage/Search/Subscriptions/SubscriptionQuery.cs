using Orchestrator.Drift;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>
/// A query as a condition on a row <c>s</c> of <c>subscriptions</c>. Each of its words is one look into the index of words, so that a query
/// costs what its words cost. The grammar is described at <see cref="Products.ISubscriptionDirectory.SearchAsync"/>.
/// </summary>
/// <param name="dialect">The database.</param>
/// <param name="values">Gets the values of the condition.</param>
internal sealed class SubscriptionQuery(SqlDialect dialect, SqlValues values)
{
    private const string Always = SearchExpression.Always;

    /// <summary>Whether a condition looks into the index of words.</summary>
    internal bool ReadsWords { get; private set; }

    /// <summary>What a query means.</summary>
    internal string ToSql(SearchExpression expression) => expression.Write(term => term.Field is null ? Anywhere(term) : InField(term));

    private string InField(SearchExpression.Term term) =>
        SearchFields.NameOf(term.Field!) switch
        {
            "subscription_id" => WholeId("s.subscription_id", term),
            "status" => Whole("s.status", term),
            "customer_id" => Whole("s.customer_id", term),
            "insync" or "in_sync" => bool.TryParse(term.Text, out var isInSync)
                ? $"(s.insync = {values.Add(isInSync)})"
                : SearchExpression.Never,
            "drift" => HasDrift(term),
            "difference" => HasDifference(term),
            "product_id" => WholeId("s.product_id", term),
            "product" or "product_name" => OfTheProduct("name", term),
            "tag" or "product_tag" => OfTheProduct("tag", term),
            "type" or "product_type" => OfTheProduct("product_type", term),
            "description" or "subscription_description" => Words(term, "'description'"),
            "note" => Words(term, "'note'"),
            "metadata" => Words(term, "'metadata'"),
            "customer_description" => Words(term, "'customer_description'"),
            "product_description" => WordsOfProduct(term, "'product_description'"),
            var name => Named(term, name),
        };

    private static string HasDrift(SearchExpression.Term term) =>
        SearchFields.FindDrift(term) is { Count: > 0 } statuses
            ? $"({string.Join(" OR ", statuses.Select(DriftSql.Is))})"
            : SearchExpression.Never;

    private string HasDifference(SearchExpression.Term term) =>
        $"({DriftSql.Is(DriftStatus.Drifted)} AND EXISTS (SELECT 1 FROM external_drift d WHERE d.subscription_id = s.subscription_id "
        + $"AND {dialect.HasDifference("d.resources", text => Whole(text, term))}))";

    /// <summary>A fixed input or resource type of that name. Where there is none, no row has it.</summary>
    private string Named(SearchExpression.Term term, string name)
    {
        var named = $"lower(name) IN (lower({values.Add(term.Field!)}), {values.Add(name)})";
        return $"({Words(term, "'value'", named)} OR {WordsOfProduct(term, "'fixed_input'", named)})";
    }

    private string Anywhere(SearchExpression.Term term)
    {
        if (!term.HasWords)
        {
            return Always;
        }

        // The index is asked once: planning a look into it costs a server more than the look. CROSS JOIN keeps SQLite from reading all of
        // the joined table first: it cannot know that few words are those of a product.
        return $"""
            s.subscription_id IN (
                WITH found AS MATERIALIZED (SELECT source, owner_id FROM search_texts WHERE {HasWords(term)})
                SELECT owner_id FROM found
                WHERE source IN ('subscription', 'description', 'note', 'metadata', 'customer_description', 'value')
                UNION ALL
                SELECT x.subscription_id FROM found CROSS JOIN subscriptions x
                WHERE source IN ('product', 'product_description', 'fixed_input') AND x.product_id = owner_id
                UNION ALL
                SELECT i.subscription_id FROM found CROSS JOIN subscription_instances i
                WHERE source = 'product_block' AND i.product_block_id = owner_id
                UNION ALL
                SELECT i.subscription_id FROM found CROSS JOIN subscription_instance_values v CROSS JOIN subscription_instances i
                WHERE source = 'resource_type' AND v.resource_type_id = owner_id
                  AND i.subscription_instance_id = v.subscription_instance_id)
            """;
    }

    private string Words(SearchExpression.Term term, string source, string named = Always) =>
        $"s.subscription_id IN (SELECT owner_id FROM search_texts WHERE source = {source} AND {named} AND {HasWords(term)})";

    private string WordsOfProduct(SearchExpression.Term term, string source, string named = Always) =>
        $"s.product_id IN (SELECT owner_id FROM search_texts WHERE source = {source} AND {named} AND {HasWords(term)})";

    /// <summary>Without a word to look for, a field only has to be there.</summary>
    private string HasWords(SearchExpression.Term term)
    {
        if (!term.HasWords)
        {
            return Always;
        }

        ReadsWords = true;
        return dialect.HasWords(values.Add(dialect.Words(term.Text, term.IsPrefix)), term.IsPrefix);
    }

    private string OfTheProduct(string column, SearchExpression.Term term) =>
        $"s.product_id IN (SELECT product_id FROM products WHERE {Whole(column, term)})";

    /// <summary>A whole id has an index; a part of one is compared as a text.</summary>
    private string WholeId(string column, SearchExpression.Term term) =>
        !term.IsPrefix && Guid.TryParseExact(term.Text, "D", out var id)
            ? $"({column} = {values.Add(id)})"
            : Whole($"CAST({column} AS text)", term);

    /// <summary>A short text is compared from its beginning to its end.</summary>
    private string Whole(string column, SearchExpression.Term term) =>
        dialect.IsLike(column, values.Add(term.IsPrefix ? $"{LikePattern.Escape(term.Text)}%" : LikePattern.Escape(term.Text)));
}
