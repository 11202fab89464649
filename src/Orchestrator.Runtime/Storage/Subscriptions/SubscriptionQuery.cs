using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>
/// The words of a search as conditions on one row each, so that a search costs what its words cost. The grammar is described at
/// <see cref="Products.ISubscriptionDirectory.SearchAsync"/>.
/// </summary>
internal sealed partial class SubscriptionQuery
{
    /// <summary>The most words that a query may have: each one is a look at every text of a row.</summary>
    internal const int MaxWords = 100;

    private readonly IReadOnlyList<Expression<Func<SubscriptionEntity, bool>>> _conditions;

    private SubscriptionQuery(IReadOnlyList<Expression<Func<SubscriptionEntity, bool>>> conditions) => _conditions = conditions;

    /// <summary>Reads a query.</summary>
    /// <exception cref="InvalidRequestException">It is too long, or not such a query.</exception>
    internal static SubscriptionQuery Parse(string query)
    {
        if (query.Length > Limits.MaxQueryLength)
        {
            throw new InvalidRequestException(
                "search_query_too_long",
                $"A query has at most {Limits.MaxQueryLength} characters, not {query.Length}."
            );
        }

        var conditions = new List<Expression<Func<SubscriptionEntity, bool>>>();
        foreach (var match in Word().EnumerateMatches(query))
        {
            var written = query.AsSpan(match.Index, match.Length);

            // Within quotation marks it is a star.
            var begins = written.EndsWith('*');
            var word = written.ToString().Replace("\"", "", StringComparison.Ordinal);
            if (word.Length > 0)
            {
                conditions.Add(word.Length > 1 && word[0] == '-' ? Not(ToCondition(word[1..], begins)) : ToCondition(word, begins));
            }
        }

        return conditions.Count <= MaxWords
            ? new(conditions)
            : throw new InvalidRequestException(
                "search_query_too_long",
                $"A query has at most {MaxWords} words, not {conditions.Count}. Leave some out."
            );
    }

    /// <summary>Leaves those subscriptions for which every condition holds.</summary>
    internal IQueryable<SubscriptionEntity> Apply(IQueryable<SubscriptionEntity> subscriptions) =>
        _conditions.Aggregate(subscriptions, static (found, condition) => found.Where(condition));

    private static Expression<Func<SubscriptionEntity, bool>> ToCondition(string term, bool begins)
    {
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? Field(term[..colon], term[(colon + 1)..], begins) : Anywhere(begins ? term.TrimEnd('*') : term);
    }

    private static Expression<Func<SubscriptionEntity, bool>> Not(Expression<Func<SubscriptionEntity, bool>> condition) =>
        Expression.Lambda<Func<SubscriptionEntity, bool>>(Expression.Not(condition.Body), condition.Parameters);

    // The note is the one text that a row may lack. It is asked for by name, so that a condition that is negated is true of a row without
    // one.
    private static Expression<Func<SubscriptionEntity, bool>> Anywhere(string word)
    {
        var pattern = $"%{Escape(word)}%";
        return subscription =>
            TextSearch.Matches(subscription.Description, pattern)
            || (subscription.Note != null && TextSearch.Matches(subscription.Note, pattern))
            || TextSearch.Matches(subscription.CustomerId, pattern)
            || TextSearch.Matches(subscription.Status, pattern)
            || TextSearch.Matches(subscription.Product!.Name, pattern)
            || TextSearch.Matches(subscription.Product!.Tag, pattern)
            || TextSearch.Matches((string)(object)subscription.SubscriptionId, pattern);
    }

    private static Expression<Func<SubscriptionEntity, bool>> Field(string name, string value, bool begins)
    {
        var pattern = begins ? $"{Escape(value[..^1])}%" : Escape(value);
        return name switch
        {
            "status" => subscription => TextSearch.Matches(subscription.Status, pattern),
            "insync" => InSync(value),
            "tag" => subscription => TextSearch.Matches(subscription.Product!.Tag, pattern),
            "product_name" => subscription => TextSearch.Matches(subscription.Product!.Name, pattern),
            "product_id" => Product(value),
            "product_type" => subscription => TextSearch.Matches(subscription.Product!.ProductType, pattern),
            "customer_id" => subscription => TextSearch.Matches(subscription.CustomerId, pattern),
            "description" => subscription => TextSearch.Matches(subscription.Description, pattern),
            "note" => subscription => subscription.Note != null && TextSearch.Matches(subscription.Note, pattern),
            "subscription_id" => subscription => TextSearch.Matches((string)(object)subscription.SubscriptionId, pattern),
            _ => throw new InvalidRequestException(
                "search_query_invalid",
                $"Subscriptions cannot be searched by '{name}'. Use status, insync, tag, product_name, product_id, product_type, customer_id, subscription_id, description or note, or a plain word."
            ),
        };
    }

    private static Expression<Func<SubscriptionEntity, bool>> InSync(string value) =>
        bool.TryParse(value, out var inSync)
            ? subscription => subscription.InSync == inSync
            : throw new InvalidRequestException("search_query_invalid", $"insync is true or false, not '{value}'.");

    private static Expression<Func<SubscriptionEntity, bool>> Product(string value) =>
        Guid.TryParse(value, out var productId)
            ? subscription => subscription.ProductId == productId
            : throw new InvalidRequestException("search_query_invalid", "product_id is the whole id of a product.");

    /// <summary>What stands between spaces, unless the spaces stand in quotation marks.</summary>
    [GeneratedRegex("(\"[^\"]*\"|[^\"\\s])+")]
    private static partial Regex Word();

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
