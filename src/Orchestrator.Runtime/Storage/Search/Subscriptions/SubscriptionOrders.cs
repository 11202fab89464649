using Orchestrator.Products;
using Orchestrator.Storage.Drift;

namespace Orchestrator.Storage.Search;

/// <summary>In which order subscriptions are found, as SQL.</summary>
internal static class SubscriptionOrders
{
    /// <summary>After a comma, what a row <c>s</c> of <c>subscriptions</c> is ordered by; nothing for the newest first.</summary>
    internal static string Column(SubscriptionSearch search) => Find(search.Order) is { } column ? $", {column} AS sort_key" : "";

    /// <summary>The columns of a row that was found, of which its order is made.</summary>
    internal static string Columns(SubscriptionSearch search) =>
        search.Order == SubscriptionOrder.Newest ? "subscription_id" : "subscription_id, sort_key";

    /// <summary>What follows <c>ORDER BY</c>. Ids are made in the order of time.</summary>
    internal static string By(SubscriptionSearch search) =>
        search.Order == SubscriptionOrder.Newest
            ? "subscription_id DESC"
            : $"sort_key IS NULL, sort_key {(search.Descending ? "DESC" : "ASC")}, subscription_id DESC";

    private static string? Find(SubscriptionOrder order) =>
        order switch
        {
            SubscriptionOrder.Newest => null,
            SubscriptionOrder.Description => "LOWER(s.description)",
            SubscriptionOrder.Product => "(SELECT LOWER(r.name) FROM products r WHERE r.product_id = s.product_id)",
            SubscriptionOrder.Status => "s.status",
            SubscriptionOrder.InSync => "s.insync",
            SubscriptionOrder.Drift => DriftSql.Status,
            SubscriptionOrder.DriftSince =>
                $"(SELECT d.since FROM external_drift d WHERE d.subscription_id = s.subscription_id AND {DriftSql.Counts})",
            SubscriptionOrder.Customer => "s.customer_id",
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
}
