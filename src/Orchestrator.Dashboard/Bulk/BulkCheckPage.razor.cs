using Microsoft.AspNetCore.Components;
using Orchestrator.BulkChecks;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Notifications;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>A bulk check: a dry run of a bulk reconcile, with its progress and what it has found.</summary>
public sealed partial class BulkCheckPage : LiveComponent
{
    private const int MaxShown = 100;

    /// <summary>The task.</summary>
    [Parameter]
    public Guid ProcessId { get; set; }

    [Inject]
    internal IBulkChecks Checks { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    private BulkCheck? Check { get; set; }

    private IReadOnlyDictionary<Guid, string> Names { get; set; } = SubscriptionNames.None;

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change is { Kind: ChangeKind.Process } && change.Id == ProcessId || change is { Kind: ChangeKind.Drift };

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Check = await Checks.GetAsync(ProcessId, user, Closed);
        Names = await Directory.ReadNamesAsync(
            Check.Refusals.Take(BulkRejections.MaxShown).Select(static refusal => (Guid?)refusal.SubscriptionId),
            user,
            Closed
        );
    }

    /// <inheritdoc/>
    protected override void Clear() => (Check, Names) = (null, SubscriptionNames.None);

    /// <summary>What it means that no difference is listed: nothing was compared, or what was compared does not differ.</summary>
    private static string NoGroupsText(BulkCheck check) =>
        check.Counts.NoDrift + check.Counts.Drifted == 0
            ? check.Status == ProcessStatus.Completed
                ? "No subscription could be compared."
                : "No subscription is compared yet."
            : check.Status == ProcessStatus.Completed
                ? "Nothing that was compared differs."
                : "Nothing that was compared so far differs.";
}
