using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>Sets a subscription that is out of sync in sync, with a reason, for those who may.</summary>
public sealed partial class SyncPanel : LiveComponent
{
    private const int MaxReason = Limits.MaxReasonLength;

    private bool _isDialogOpen;
    private string? _reason;

    /// <summary>The subscription.</summary>
    [Parameter, EditorRequired]
    public Guid SubscriptionId { get; set; }

    /// <summary>Whether it is in sync.</summary>
    [Parameter, EditorRequired]
    public bool IsInSync { get; set; }

    /// <summary>The process that holds it; null for none.</summary>
    [Parameter]
    public Guid? LockedBy { get; set; }

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal IOptions<OrchestratorOptions> Settings { get; set; } = null!;

    /// <inheritdoc/>
    protected override object? Subject => SubscriptionId;

    private bool MaySet { get; set; }

    private ProcessSummary? Holder { get; set; }

    /// <summary>Whether the process that holds it has to be ended first.</summary>
    private bool IsBlocked =>
        Settings.Value.CheckProcessesBeforeSetInSync && Holder is { Status: not (ProcessStatus.Completed or ProcessStatus.Aborted) };

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => change.Kind is ChangeKind.Process && change.Id == LockedBy;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Holder = !IsInSync && LockedBy is { } process ? await FindAsync(process, user) : null;

        // A process that runs sets it in sync by itself.
        MaySet =
            !IsInSync
            && Holder is not { Status: ProcessStatus.Created or ProcessStatus.Running or ProcessStatus.Resumed }
            && await Permissions.AllowsAsync(WorkflowAction.SetInSync, user, SubscriptionId, Closed);
        if (!MaySet || IsBlocked)
        {
            // The question was about how it was.
            Close(false);
        }
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        (MaySet, Holder) = (false, null);
        Close(false);
    }

    private async Task<ProcessSummary?> FindAsync(Guid processId, Caller user)
    {
        var search = new ProcessSearch([new("process_id", processId.ToString())], [], Skip: 0, Take: 1);
        return (await Processes.SearchAsync(search, user, Closed)).Items is [var found] ? found : null;
    }

    private void Ask() => _isDialogOpen = !IsBusy && !IsBlocked;

    private Task SetAsync()
    {
        var reason = _reason!;
        Close(false);
        return RunActionAsync(user => Directory.SetInSyncAsync(SubscriptionId, user, reason));
    }

    private void Close(bool isShown) => (_isDialogOpen, _reason) = (isShown, isShown ? _reason : null);
}
