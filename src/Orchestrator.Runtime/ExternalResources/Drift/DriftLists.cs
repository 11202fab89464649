namespace Orchestrator.Drift;

/// <summary>Which checked subscriptions are listed. Members that are null restrict nothing.</summary>
/// <param name="Skip">How many to pass over, the newest first.</param>
/// <param name="Take">How many to return at most; the setting <c>MaxPageSize</c> bounds it.</param>
public sealed record DriftSearch(int Skip, int Take)
{
    /// <summary>The name of the product, to the letter.</summary>
    public string? Product { get; init; }

    /// <summary>The status.</summary>
    public DriftStatus? Status { get; init; }
}

/// <summary>A part of the checked subscriptions.</summary>
/// <param name="Items">The subscriptions, the last checked first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record DriftPage(IReadOnlyList<DriftListItem> Items, int Total);

/// <summary>A checked subscription in a list.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Description">One line about it.</param>
/// <param name="ProductName">Its product.</param>
/// <param name="Status">Its status.</param>
/// <param name="CheckedAt">When it was checked.</param>
/// <param name="Since">Since when the status is this one.</param>
public sealed record DriftListItem(
    Guid SubscriptionId,
    string Description,
    string ProductName,
    DriftStatus Status,
    DateTimeOffset CheckedAt,
    DateTimeOffset Since
);

/// <summary>A part of the history of a subscription.</summary>
/// <param name="Items">The changes of its status, the newest first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record DriftHistoryPage(IReadOnlyList<DriftChange> Items, int Total);

/// <summary>A change of the status of a subscription.</summary>
/// <param name="OccurredAt">When it was found.</param>
/// <param name="Status">The status since then.</param>
/// <param name="ProcessId">The process whose steps on external resources have found it; null for a check.</param>
/// <param name="Resources">What was found of each resource then.</param>
public sealed record DriftChange(DateTimeOffset OccurredAt, DriftStatus Status, Guid? ProcessId, IReadOnlyList<ResourceDrift> Resources);

/// <summary>How many subscriptions of a product have a status.</summary>
/// <param name="ProductName">The product.</param>
/// <param name="Status">The status.</param>
/// <param name="Count">How many.</param>
public sealed record DriftCount(string ProductName, DriftStatus Status, int Count);

/// <summary>A difference that subscriptions share.</summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="Difference">The difference.</param>
/// <param name="Subscriptions">How many subscriptions have it.</param>
public sealed record DriftGroup(string Resource, Difference Difference, int Subscriptions);
