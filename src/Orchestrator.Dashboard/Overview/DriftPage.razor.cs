using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Overview;

/// <summary>What has drifted, over all subscriptions.</summary>
public sealed partial class DriftPage
{
    private const int MaxPauses = 100;

    private static readonly string MaxNamed = Limits.MaxNamedSubscriptions.ToString("N0", CultureInfo.InvariantCulture);

    private static readonly DriftStatus[] Statuses =
    [
        DriftStatus.Drifted,
        DriftStatus.Unknown,
        DriftStatus.NoDrift,
        DriftStatus.Unsupported,
    ];

    [Inject]
    internal IDriftChecks Checks { get; set; } = null!;

    [Inject]
    internal IDriftPauses AllPauses { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    private IReadOnlyList<DriftCount> Counts { get; set; } = [];

    private int Drifted => Counts.Where(static count => count.Status == DriftStatus.Drifted).Sum(static count => count.Count);

    private string DriftedText => Display.CountOf(Drifted, "subscription", "subscriptions");

    private IReadOnlyList<DriftGroup> Groups { get; set; } = [];

    /// <summary>The group that a bulk task is about; null for all that have drifted.</summary>
    private DriftGroup? Chosen { get; set; }

    /// <summary>The subscriptions of the chosen group; null if none is chosen, and if it has more than a bulk task can name.</summary>
    private IReadOnlyList<Guid>? ChosenSubscriptions { get; set; }

    private IReadOnlyList<DriftPause> Pauses { get; set; } = [];

    private IReadOnlyDictionary<Guid, string> Names { get; set; } = SubscriptionNames.None;

    /// <summary>The groups are made of the differences of all drifted subscriptions.</summary>
    protected override TimeSpan MinInterval => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind is ChangeKind.Drift or ChangeKind.Subscription or ChangeKind.SubscriptionLock;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Counts = await Checks.SummarizeAsync(user, Closed);
        Groups = await Checks.GroupAsync(product: null, user, Closed);
        Chosen = Groups.FirstOrDefault(IsChosen);
        ChosenSubscriptions = Chosen is { } chosen ? await Checks.FindSubscriptionsAsync(chosen, user, Closed) : null;
        Pauses = (await AllPauses.ListAsync(skip: 0, MaxPauses, user, Closed)).Items;
        Names = await Directory.ReadNamesAsync(Pauses.Select(static pause => pause.Target.SubscriptionId), user, Closed);
    }

    /// <inheritdoc/>
    protected override void Clear() =>
        (Counts, Groups, Chosen, ChosenSubscriptions, Pauses, Names) = ([], [], null, null, [], SubscriptionNames.None);

    /// <summary>Reads its subscriptions as well: a page would hold up to a million ids of groups that no one chooses.</summary>
    private Task ChooseAsync(DriftGroup group) => ShowAsync(() => (Chosen, ChosenSubscriptions) = (IsChosen(group) ? null : group, null));

    // The number of its subscriptions changes.
    private bool IsChosen(DriftGroup group) =>
        Chosen is { } chosen && (chosen.Resource, chosen.Difference) == (group.Resource, group.Difference);

    private static string CountOf(DriftGroup group) => Display.CountOf(group.Subscriptions, "subscription", "subscriptions");

    private static string TextOf(DriftGroup group) =>
        $"{group.Resource}, {Display.Path(group.Difference.Path)}: {Display.ShortValue(group.Difference.Actual)} instead of "
        + Display.ShortValue(group.Difference.Desired);

    private static string ListUrlOf(DriftGroup group) => $"subscriptions?query={Uri.EscapeDataString(group.ToQuery())}";

    private static string ListUrlOf(string product, DriftStatus status) =>
        $"subscriptions?product={Uri.EscapeDataString(product)}&drift={WireName.Of(status)}";
}
