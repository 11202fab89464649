using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Relations;

/// <summary>The subscriptions around a subscription, to go to.</summary>
public sealed partial class RelationPicture : LiveComponent
{
    private const int MaxShown = 12;

    // So many are named in one statement.
    private const int MaxRead = 100;

    private static readonly SubscriptionRelations None = new(
        new Dictionary<Guid, IReadOnlyList<string>>(),
        new Dictionary<Guid, IReadOnlyList<string>>()
    );

    private bool _areAllUsersShown;
    private bool _areAllUsedShown;

    /// <summary>The subscription.</summary>
    [Parameter, EditorRequired]
    public Guid SubscriptionId { get; set; }

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    private string Description { get; set; } = "";

    private SubscriptionRelations Relations { get; set; } = None;

    private IReadOnlyList<SubscriptionSummary> Users { get; set; } = [];

    private IReadOnlyList<SubscriptionSummary> Used { get; set; } = [];

    /// <inheritdoc/>
    protected override object? Subject => SubscriptionId;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        // Any subscription may begin to use this one, and only its own change says so.
        change.Kind is ChangeKind.Subscription
        || (
            change.Kind is ChangeKind.SubscriptionLock
            && (change.Id == SubscriptionId || Users.Concat(Used).Any(related => related.SubscriptionId == change.Id))
        );

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var detail = await Directory.GetDetailAsync(SubscriptionId, ownedInUseBy: false, user, Closed);
        var relations = SubscriptionRelations.Of(SubscriptionId, detail.Members);
        (Description, Relations) = (detail.Summary.Description, relations);
        Users = await ReadAsync(relations.Users.Keys, _areAllUsersShown, user);
        Used = await ReadAsync(relations.Used.Keys, _areAllUsedShown, user);
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        (Description, Relations, Users, Used) = ("", None, [], []);
        (_areAllUsersShown, _areAllUsedShown) = (false, false);
    }

    private Task ShowAllUsersAsync() => ShowAsync(() => _areAllUsersShown = true);

    private Task ShowAllUsedAsync() => ShowAsync(() => _areAllUsedShown = true);

    /// <summary>Reads them by their ids: the search finds a subscription only after its index has it.</summary>
    private async Task<IReadOnlyList<SubscriptionSummary>> ReadAsync(IEnumerable<Guid> ids, bool areAllShown, Caller user)
    {
        var found = new List<SubscriptionSummary>();
        foreach (var part in ids.Order().Take(areAllShown ? int.MaxValue : MaxShown).Chunk(MaxRead))
        {
            found.AddRange(await Directory.GetAsync(part, user, Closed));
        }

        return found;
    }
}
