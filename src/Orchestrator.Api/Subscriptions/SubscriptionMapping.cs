using Orchestrator.Products;

namespace Orchestrator.Api.Subscriptions;

/// <summary>Turns subscriptions into the shapes of the wire.</summary>
internal static class SubscriptionMapping
{
    internal static SubscriptionDto ToDto(this SubscriptionSummary subscription) =>
        new(
            subscription.SubscriptionId,
            subscription.StartDate,
            subscription.Description,
            WireName.Of(subscription.Status),
            subscription.Product.ProductId,
            subscription.CustomerId,
            subscription.InSync,
            subscription.Note,
            Name: null,
            subscription.EndDate,
            ToDto(subscription.Product, withDates: true),
            CustomerDescriptions: [],
            Tag: null,
            subscription.Version
        );

    /// <summary>A subscription inside a process: without customer descriptions, and its product without dates.</summary>
    internal static SubscriptionDto ToReducedDto(this SubscriptionSummary subscription) =>
        subscription.ToDto() with
        {
            CustomerDescriptions = null,
            Product = ToDto(subscription.Product, withDates: false),
        };

    private static ProductDto ToDto(ProductSummary product, bool withDates) =>
        new(
            product.ProductId,
            product.Name,
            product.Description,
            product.ProductType,
            product.Status,
            product.Tag,
            withDates ? product.CreatedAt : null,
            withDates ? product.EndDate : null
        );
}
