namespace Orchestrator.Drift;

/// <summary>A filter of checked subscriptions. A member that is null does not restrict the result.</summary>
/// <param name="Skip">The number of entries to skip, newest first.</param>
/// <param name="Take">The maximum number of entries to return, at most the setting <c>MaxPageSize</c>.</param>
public sealed record DriftSearch(int Skip, int Take)
{
    /// <summary>The product name, as an exact match.</summary>
    public string? Product { get; init; }

    /// <summary>The status.</summary>
    public DriftStatus? Status { get; init; }

    /// <summary>The subscriptions, at most as many as the setting <c>MaxPageSize</c>; none finds nothing.</summary>
    public IReadOnlyList<Guid>? SubscriptionIds { get; init; }
}

/// <summary>A part of the checked subscriptions.</summary>
/// <param name="Items">The subscriptions, most recently checked first.</param>
/// <param name="Total">The total number.</param>
public sealed record DriftPage(IReadOnlyList<DriftListItem> Items, int Total);

/// <summary>A checked subscription in a list.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Description">A one-line description.</param>
/// <param name="ProductName">Its product.</param>
/// <param name="Status">Its status.</param>
/// <param name="CheckedAt">When it was checked.</param>
/// <param name="Since">The time since which it has this status.</param>
public sealed record DriftListItem(
    Guid SubscriptionId,
    string Description,
    string ProductName,
    DriftStatus Status,
    DateTimeOffset CheckedAt,
    DateTimeOffset Since
);

/// <summary>A part of the history of a subscription.</summary>
/// <param name="Items">The changes of its status, newest first.</param>
/// <param name="Total">The total number.</param>
public sealed record DriftHistoryPage(IReadOnlyList<DriftChange> Items, int Total);

/// <summary>A change of the status of a subscription.</summary>
/// <param name="OccurredAt">When it was found.</param>
/// <param name="Status">The status since then.</param>
/// <param name="ProcessId">The process whose steps found it; null for a check.</param>
/// <param name="Resources">The results of its resources then.</param>
public sealed record DriftChange(DateTimeOffset OccurredAt, DriftStatus Status, Guid? ProcessId, IReadOnlyList<ResourceDrift> Resources);

/// <summary>The number of subscriptions of a product that have a status.</summary>
/// <param name="ProductName">The product.</param>
/// <param name="Status">The status.</param>
/// <param name="Count">The number.</param>
public sealed record DriftCount(string ProductName, DriftStatus Status, int Count);

/// <summary>A difference that subscriptions share.</summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="Difference">The difference.</param>
/// <param name="Subscriptions">The number of subscriptions that have it.</param>
public sealed record DriftGroup(string Resource, Difference Difference, int Subscriptions)
{
    // Leaves room in a query for what is searched for besides.
    private const int MaxText = 300;

    /// <summary>
    /// Returns a search for the drifted subscriptions that have the difference. It is for a list: it compares text, so it can also find
    /// subscriptions whose difference reads almost alike, and miss some of the group. A bulk task names the subscriptions of
    /// <c>IDriftChecks.FindSubscriptionsAsync</c> instead.
    /// </summary>
    /// <returns>
    /// For example <c>difference:"valve in the plant / opening: 5 -> 99"</c>, with the values as JSON in which <c>'</c> stands for
    /// quotation marks. Of a long difference, only the beginning counts, and upper and lower case are the same.
    /// </returns>
    public string ToQuery()
    {
        var values = $"{Difference.Desired.GetRawText()} -> {Difference.Actual.GetRawText()}";
        var text = $"{Resource} / {Difference.Path}: {values}".Replace('"', '\'');
        return text.Length <= MaxText ? $"difference:\"{text}\"" : $"difference:\"{text[..MaxText]}\"*";
    }
}
