using System.Text.Json;

namespace Orchestrator.Products;

/// <summary>A subscription's row with its product's.</summary>
/// <param name="SubscriptionId">The id.</param>
/// <param name="Description">One line about it.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="CustomerId">Whose it is.</param>
/// <param name="InSync">Whether no process works on it and none failed half-way.</param>
/// <param name="StartDate">When it became active first.</param>
/// <param name="EndDate">When it was terminated.</param>
/// <param name="Note">A note.</param>
/// <param name="Version">Counts the changes of its row.</param>
/// <param name="Product">Its product.</param>
/// <param name="LockedBy">The process that holds it; null when none does.</param>
public sealed record SubscriptionSummary(
    Guid SubscriptionId,
    string Description,
    SubscriptionLifecycle Status,
    string CustomerId,
    bool InSync,
    DateTimeOffset? StartDate,
    DateTimeOffset? EndDate,
    string? Note,
    int Version,
    ProductSummary Product,
    Guid? LockedBy
)
{
    /// <summary>The descriptions of its customers; null where they were not read. Searches and details read them.</summary>
    public IReadOnlyList<CustomerDescription>? CustomerDescriptions { get; init; }

    /// <summary>What other programs keep with it; null where there is nothing, and where it was not read: searches read it.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>A product's row.</summary>
/// <param name="ProductId">The id.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Description">The description.</param>
/// <param name="ProductType">The type that several products may share.</param>
/// <param name="Tag">A short group name.</param>
/// <param name="Status">The product's own status, as stored: <c>active</c>, <c>phase out</c>, ….</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="EndDate">When it ended.</param>
public sealed record ProductSummary(
    Guid ProductId,
    string Name,
    string Description,
    string ProductType,
    string Tag,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndDate
);

/// <summary>A page of subscriptions.</summary>
/// <param name="Items">The subscriptions, newest first.</param>
/// <param name="Total">The total number.</param>
public sealed record SubscriptionSearchPage(IReadOnlyList<SubscriptionSummary> Items, int Total);
