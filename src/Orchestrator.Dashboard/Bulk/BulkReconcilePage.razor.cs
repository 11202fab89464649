using Microsoft.AspNetCore.Components;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>A bulk reconcile: its progress, what stops it, and what came of each subscription.</summary>
public sealed partial class BulkReconcilePage : LiveComponent
{
    private const int MaxShown = 50;
    private const int MaxReason = 5_000;

    private bool _isDialogOpen;
    private string? _reason;

    /// <summary>The task.</summary>
    [Parameter]
    public Guid ProcessId { get; set; }

    [Inject]
    internal IBulkReconciles Reconciles { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    private BulkReconcile? Bulk { get; set; }

    private IReadOnlyDictionary<Guid, string> Names { get; set; } = SubscriptionNames.None;

    private bool MayPause { get; set; }

    private bool MayCancel { get; set; }

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change is { Kind: ChangeKind.Process } && change.Id == ProcessId || change is { Kind: ChangeKind.ProcessCounts };

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Bulk = await Reconciles.GetAsync(ProcessId, user, Closed);
        Names = await Directory.ReadNamesAsync(
            Bulk.Refusals.Take(BulkRejections.MaxShown)
                .Select(static refusal => (Guid?)refusal.SubscriptionId)
                .Concat(Bulk.Failures.Take(MaxShown).Select(static failure => (Guid?)failure.SubscriptionId)),
            user,
            Closed
        );
        MayPause = await Permissions.AllowsAsync(WorkflowAction.PauseBulk, user, cancellationToken: Closed);
        MayCancel = (await Permissions.FindProcessActionsAsync(ProcessId, user, Closed)).Contains(WorkflowAction.Abort);
        _isDialogOpen &= MayCancel;
    }

    /// <inheritdoc/>
    protected override void Clear() =>
        (Bulk, Names, MayPause, MayCancel, _isDialogOpen, _reason) = (null, SubscriptionNames.None, false, false, false, null);

    private static bool IsEnded(BulkReconcile bulk) => bulk.Status is ProcessStatus.Completed or ProcessStatus.Aborted;

    private static IEnumerable<(string Name, int Count)> FiguresOf(BulkReconcileCounts counts) =>
        [
            ("to start", counts.ToStart),
            ("running", counts.Running),
            ("waiting for a person", counts.Waiting),
            ("done", counts.Done),
            ("failed", counts.Failed),
            ("refused", counts.Refused),
        ];

    private Task PauseAsync(bool isPaused) => RunActionAsync(user => Reconciles.SetPausedAsync(ProcessId, isPaused, user));

    private async Task CancelAsync()
    {
        var reason = _reason!;
        await RunActionAsync(user => Reconciles.CancelAsync(ProcessId, user, reason));
        Close(false);
    }

    private void Close(bool isShown) => (_isDialogOpen, _reason) = (isShown, isShown ? _reason : null);
}
