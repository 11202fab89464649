using System.Text.Json;

namespace Orchestrator.Products;

/// <summary>A subscription with its product.</summary>
/// <param name="SubscriptionId">The id.</param>
/// <param name="Description">A one-line description.</param>
/// <param name="Status">The lifecycle.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="InSync">Whether it is in sync: no process holds it.</param>
/// <param name="StartDate">The time at which it first became active.</param>
/// <param name="EndDate">When it was terminated.</param>
/// <param name="Note">A note.</param>
/// <param name="Version">The version of the row, which is incremented with each change.</param>
/// <param name="Product">Its product.</param>
/// <param name="LockedBy">The process that holds it; null if there is none.</param>
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
    /// <summary>The descriptions of its customers; null if they were not read. Searches and details read them.</summary>
    public IReadOnlyList<CustomerDescription>? CustomerDescriptions { get; init; }

    /// <summary>The metadata of other programs; null if there is none or it was not read. Searches read it.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Why the subscription cannot be read, and what to do; null if it can. What cannot be read is shown as a default.</summary>
    public string? ReadError { get; init; }
}

/// <summary>A product.</summary>
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
/// <param name="Items">The subscriptions, in their order: newest first if none was asked for.</param>
/// <param name="Total">The total number.</param>
public sealed record SubscriptionSearchPage(IReadOnlyList<SubscriptionSummary> Items, int Total);
