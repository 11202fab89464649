using System.Text.RegularExpressions;
using Orchestrator.Storage.Entities;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Turns the words of a search into conditions. The grammar is described at <see cref="Domain.ISubscriptionDirectory.SearchAsync"/>.</summary>
internal static partial class SubscriptionQuery
{
    internal static IQueryable<SubscriptionEntity> Apply(IQueryable<SubscriptionEntity> subscriptions, string query)
    {
        foreach (var match in Word().EnumerateMatches(query))
        {
            var word = query.Substring(match.Index, match.Length).Replace("\"", "", StringComparison.Ordinal);
            if (word.Length == 0)
            {
                continue;
            }

            var negated = word.Length > 1 && word[0] == '-';
            var term = negated ? word[1..] : word;
            var colon = term.IndexOf(':', StringComparison.Ordinal);
            var matching = colon > 0 ? Field(subscriptions, term[..colon], term[(colon + 1)..]) : Anywhere(subscriptions, term);
            subscriptions = negated
                ? subscriptions.Where(subscription => !matching.Any(match => match.SubscriptionId == subscription.SubscriptionId))
                : matching;
        }

        return subscriptions;
    }

    private static IQueryable<SubscriptionEntity> Anywhere(IQueryable<SubscriptionEntity> subscriptions, string word)
    {
        var pattern = $"%{Escape(word.TrimEnd('*'))}%";
        return subscriptions.Where(subscription =>
            TextSearch.Matches(subscription.Description, pattern)
            || TextSearch.Matches(subscription.Note, pattern)
            || TextSearch.Matches(subscription.CustomerId, pattern)
            || TextSearch.Matches(subscription.Status, pattern)
            || TextSearch.Matches(subscription.Product!.Name, pattern)
            || TextSearch.Matches(subscription.Product!.Tag, pattern)
            || TextSearch.Matches((string)(object)subscription.SubscriptionId, pattern));
    }

    private static IQueryable<SubscriptionEntity> Field(IQueryable<SubscriptionEntity> subscriptions, string name, string value)
    {
        var pattern = value.EndsWith('*') ? $"{Escape(value[..^1])}%" : Escape(value);
        return name switch
        {
            "status" => subscriptions.Where(subscription => TextSearch.Matches(subscription.Status, pattern)),
            "insync" => InSync(subscriptions, value),
            "tag" => subscriptions.Where(subscription => TextSearch.Matches(subscription.Product!.Tag, pattern)),
            "product_name" => subscriptions.Where(subscription => TextSearch.Matches(subscription.Product!.Name, pattern)),
            "product_type" => subscriptions.Where(subscription => TextSearch.Matches(subscription.Product!.ProductType, pattern)),
            "customer_id" => subscriptions.Where(subscription => TextSearch.Matches(subscription.CustomerId, pattern)),
            "description" => subscriptions.Where(subscription => TextSearch.Matches(subscription.Description, pattern)),
            "note" => subscriptions.Where(subscription => TextSearch.Matches(subscription.Note, pattern)),
            "subscription_id" => subscriptions.Where(subscription => TextSearch.Matches((string)(object)subscription.SubscriptionId, pattern)),
            _ => throw new InvalidRequestException(
                "search_query_invalid",
                $"Subscriptions can not be searched by '{name}'. Use status, insync, tag, product_name, product_type, customer_id, subscription_id, description or note, or a plain word."),
        };
    }

    private static IQueryable<SubscriptionEntity> InSync(IQueryable<SubscriptionEntity> subscriptions, string value) =>
        bool.TryParse(value, out var inSync)
            ? subscriptions.Where(subscription => subscription.InSync == inSync)
            : throw new InvalidRequestException("search_query_invalid", $"insync is true or false, not '{value}'.");

    /// <summary>What stands between spaces, unless the spaces stand in quotation marks.</summary>
    [GeneratedRegex("(\"[^\"]*\"|[^\"\\s])+")]
    private static partial Regex Word();

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
