using Microsoft.AspNetCore.Components;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>A bulk reconcile: its progress, what stops it, and what came of each subscription.</summary>
public sealed partial class BulkReconcilePage : LiveComponent
{
    private const int MaxShown = 50;
    private const int MaxReason = Limits.MaxNoteLength;

    private Confirmation _confirmation;
    private string? _reason;

    private enum Confirmation
    {
        None,
        Pause,
        Continue,
        Cancel,
    }

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
        if (IsEnded(Bulk) || !IsAsked(Bulk.Paused))
        {
            // The question was about how it was.
            Close(false);
        }
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        (Bulk, Names, MayPause, MayCancel) = (null, SubscriptionNames.None, false, false);
        Close(false);
    }

    private string Title =>
        _confirmation switch
        {
            Confirmation.Pause => "Pause the bulk reconcile",
            Confirmation.Continue => "Continue the bulk reconcile",
            Confirmation.Cancel => "Cancel the bulk reconcile",
            _ => "",
        };

    /// <summary>What will happen, in words.</summary>
    private string Consequence =>
        _confirmation switch
        {
            Confirmation.Pause => "It starts nothing more until someone continues it. What it has started continues.",
            Confirmation.Continue when Bulk?.Pause?.Brake is not null =>
                $"It starts the rest: {Rest}. What has failed so far no longer counts for its brakes, and its canary counts as passed.",
            Confirmation.Continue => $"It starts the rest: {Rest}.",
            Confirmation.Cancel => "It starts nothing more, for good. What it has started continues, and what is done stays.",
            _ => "",
        };

    private string Rest => Display.CountOf(Bulk?.Counts.ToStart ?? 0, "subscription", "subscriptions");

    /// <summary>Whether what is asked still makes sense, and may still be done.</summary>
    private bool IsAsked(bool isPaused) =>
        _confirmation switch
        {
            Confirmation.Pause => MayPause && !isPaused,
            Confirmation.Continue => MayPause && isPaused,
            Confirmation.Cancel => MayCancel,
            _ => true,
        };

    private static bool IsEnded(BulkReconcile bulk) => bulk.Status is ProcessStatus.Completed or ProcessStatus.Aborted;

    /// <summary>What it was asked to reconcile, in words.</summary>
    private static string SelectionOf(BulkReconcile bulk)
    {
        var named = bulk.SubscriptionIds is { } only ? Display.CountOf(only.Count, "subscription", "subscriptions") : null;
        var found = bulk.Query.Length == 0 ? null : $"what the search {bulk.Query} finds";
        var selected = (named, found) switch
        {
            (null, null) => "all subscriptions",
            (null, _) => found,
            (_, null) => $"{named} selected one by one",
            _ => $"{named} selected one by one, of {found}",
        };
        return bulk.ExceptSubscriptionIds.Count == 0
            ? selected
            : $"{selected}, except {Display.CountOf(bulk.ExceptSubscriptionIds.Count, "subscription", "subscriptions")}";
    }

    private static IEnumerable<(string Name, int Count)> FiguresOf(BulkReconcileCounts counts) =>
        [
            ("to start", counts.ToStart),
            ("running", counts.Running),
            ("waiting for a person", counts.Waiting),
            ("done", counts.Done),
            ("failed", counts.Failed),
            ("refused", counts.Refused),
        ];

    private Task ConfirmAsync()
    {
        var (asked, reason) = (_confirmation, _reason!);
        Close(false);
        return RunActionAsync(user =>
            asked == Confirmation.Cancel
                ? Reconciles.CancelAsync(ProcessId, user, reason)
                : Reconciles.SetPausedAsync(ProcessId, asked == Confirmation.Pause, user, reason)
        );
    }

    private void Close(bool isShown) => (_confirmation, _reason) = isShown ? (_confirmation, _reason) : (Confirmation.None, null);
}
