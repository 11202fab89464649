using Orchestrator.Api.Products;
using Orchestrator.Products;

namespace Orchestrator.Api.Subscriptions;

/// <summary>Turns subscriptions into the shapes of the wire, which has only the note to say why one cannot be read.</summary>
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
            subscription.ReadError is { } error ? $"{error} {subscription.Note}".TrimEnd() : subscription.Note,
            Name: null,
            subscription.EndDate,
            subscription.Product.ToDto(withDates: true),
            subscription.CustomerDescriptions?.Select(ToDto).ToArray(),
            Tag: null,
            subscription.Version
        );

    /// <summary>A subscription inside a process: without customer descriptions, and its product without dates.</summary>
    internal static SubscriptionDto ToReducedDto(this SubscriptionSummary subscription) =>
        subscription.ToDto() with
        {
            CustomerDescriptions = null,
            Product = subscription.Product.ToDto(withDates: false),
        };

    internal static CustomerDescriptionDto ToDto(this CustomerDescription description) =>
        new(
            description.Description,
            description.CustomerId,
            description.SubscriptionId,
            description.Id,
            description.CreatedAt,
            description.Version
        );
}
