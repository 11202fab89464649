using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Relations;

/// <summary>The subscriptions around a subscription, to go to.</summary>
public sealed partial class RelationPicture : LiveComponent
{
    private const int MaxShown = 12;

    private int _users;
    private int _used;

    /// <summary>The subscription.</summary>
    [Parameter, EditorRequired]
    public Guid SubscriptionId { get; set; }

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    private string Description { get; set; } = "";

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
        (Description, _users, _used) = (detail.Summary.Description, relations.Users.Count, relations.Used.Count);
        Users = await ReadAsync(relations.Users, user);
        Used = await ReadAsync(relations.Used, user);
    }

    /// <inheritdoc/>
    protected override void Clear() => (Description, Users, Used, _users, _used) = ("", [], [], 0, 0);

    /// <summary>Reads them by their ids: the search finds a subscription only after its index has it.</summary>
    private async Task<IReadOnlyList<SubscriptionSummary>> ReadAsync(IReadOnlySet<Guid> ids, Caller user) =>
        ids.Count == 0 ? [] : await Directory.GetAsync([.. ids.Order().Take(MaxShown)], user, Closed);
}
