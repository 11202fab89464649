using Microsoft.AspNetCore.Components;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>One subscription: its drift and reconcile, its values, its processes, and the history of its drift.</summary>
public sealed partial class SubscriptionPage
{
    private const int MaxListed = 20;

    /// <summary>The subscription.</summary>
    [Parameter]
    public Guid SubscriptionId { get; set; }

    /// <summary>The reconcile that is shown beside its button; null for none.</summary>
    [SupplyParameterFromQuery(Name = "process")]
    public Guid? ProcessId { get; set; }

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    [Inject]
    internal IProcesses AllProcesses { get; set; } = null!;

    [Inject]
    internal IDriftChecks Checks { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    private SubscriptionDetail? Detail { get; set; }

    private IReadOnlyList<ProcessSummary> Processes { get; set; } = [];

    private bool MoreProcesses { get; set; }

    private IReadOnlyList<DriftChange> History { get; set; } = [];

    private bool MoreHistory { get; set; }

    /// <inheritdoc/>
    protected override object? Subject => SubscriptionId;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change is { Kind: ChangeKind.Subscription or ChangeKind.SubscriptionLock or ChangeKind.SubscriptionDescription or ChangeKind.Drift }
        && change.Id == SubscriptionId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Detail = await Directory.GetDetailAsync(SubscriptionId, ownedInUseBy: false, user, Closed);
        var search = new ProcessSearch([new("subscription_id", SubscriptionId.ToString())], [], Skip: 0, MaxListed);
        var processes = await AllProcesses.SearchAsync(search, user, Closed);
        (Processes, MoreProcesses) = (processes.Items, processes.Total > MaxListed);
        var history = await Checks.GetHistoryAsync(SubscriptionId, skip: 0, MaxListed, user, Closed);
        (History, MoreHistory) = (history.Items, history.Total > MaxListed);
    }

    /// <inheritdoc/>
    protected override void Clear() => (Detail, Processes, History) = (null, [], []);

    /// <summary>Keeps the process in the address, so that a page that is loaded again shows it.</summary>
    private void ShowStarted(Guid processId) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter("process", processId),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
}
