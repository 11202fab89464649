using Microsoft.AspNetCore.Components;
using Orchestrator.BulkOperations;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>A bulk retry or abort: its progress, who asked for it and why, and what was refused.</summary>
public sealed partial class BulkOperationPage : LiveComponent
{
    private const int MaxShown = 200;
    private const string AbortText = " changes nothing more once it is aborted.";

    /// <summary>The task.</summary>
    [Parameter]
    public Guid ProcessId { get; set; }

    [Inject]
    internal IBulkOperations Operations { get; set; } = null!;

    private BulkOperation? Operation { get; set; }

    private string Title =>
        Operation?.Kind switch
        {
            BulkOperationKind.Retry => "Bulk retry",
            BulkOperationKind.Abort => "Bulk abort",
            _ => "Bulk operation",
        };

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    private static bool IsEnded(BulkOperation operation) => operation.Status is ProcessStatus.Completed or ProcessStatus.Aborted;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change is { Kind: ChangeKind.Process } && change.Id == ProcessId || change is { Kind: ChangeKind.ProcessCounts };

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user) => Operation = await Operations.GetAsync(ProcessId, user, Closed);

    /// <inheritdoc/>
    protected override void Clear() => Operation = null;

    private static string DoneText(BulkOperationKind kind) => kind == BulkOperationKind.Retry ? "retried" : "aborted";
}
