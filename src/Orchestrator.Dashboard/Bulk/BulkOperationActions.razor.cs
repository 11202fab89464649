using Microsoft.AspNetCore.Components;
using Orchestrator.BulkOperations;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>Retries or aborts all processes that the filters of a list find, as one task.</summary>
public sealed partial class BulkOperationActions : LiveComponent
{
    private const int MaxReason = Limits.MaxReasonLength;
    private const string RetryTask = "task_bulk_retry";
    private const string AbortTask = "task_bulk_abort";

    private Confirmation? _confirmation;
    private string? _reason;
    private readonly StartKey _key = new();

    /// <summary>Which processes.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FieldFilter> Filters { get; set; } = [];

    [Inject]
    internal IBulkOperations Operations { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    private bool MayRetry { get; set; }

    private bool MayAbort { get; set; }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => false;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        MayRetry = await Permissions.AllowsStartAsync(RetryTask, user, Closed);
        MayAbort = await Permissions.AllowsStartAsync(AbortTask, user, Closed);
    }

    /// <inheritdoc/>
    protected override void Clear() => (MayRetry, MayAbort, _confirmation, _reason) = (false, false, null, null);

    private bool IsRetry => _confirmation?.Kind == BulkOperationKind.Retry;

    private string Title => IsRetry ? "Retry all that the filters find" : "Abort all that the filters find";

    /// <summary>What will happen, in words.</summary>
    private string Found =>
        _confirmation switch
        {
            null => "",
            { Count: 0, Kind: BulkOperationKind.Retry } => "The filters find none that has failed or waits.",
            { Count: 0 } => "The filters find none that has not ended.",
            { Count: 1, Kind: BulkOperationKind.Retry } =>
                "The filters find 1 process that has failed or waits. It is retried from its step, in the background.",
            { Kind: BulkOperationKind.Retry } asked =>
                $"The filters find {asked.Count} processes that have failed or wait. Each is retried from its step, in the background.",
            var asked =>
                $"The filters find {Display.CountOf(asked.Count, "process", "processes")} that can be ended. It is permanent: what "
                    + "their steps have done stays as it is, and their subscriptions stay out of sync until a person sets them in sync.",
        };

    // What is confirmed is what was shown: a filter that changes meanwhile is another question.
    private Task AskAsync(BulkOperationKind kind)
    {
        var filters = Filters;
        return RunActionAsync(async user => _confirmation = new(kind, filters, await Operations.CountAsync(kind, filters, user, Closed)));
    }

    private async Task StartAsync()
    {
        var (asked, reason) = (_confirmation!, _reason!);
        await RunActionAsync(async user =>
        {
            var key = _key.Of([asked.Kind.ToString(), reason, .. asked.Filters.Select(static filter => filter.ToString())]);
            var process = await Operations.StartAsync(asked.Kind, asked.Filters, reason, user, key);
            _key.Complete();
            Navigation.NavigateTo($"bulk-operations/{process}");
        });
        Close(false);
    }

    private void Close(bool isShown) => (_confirmation, _reason) = isShown ? (_confirmation, _reason) : (null, null);

    /// <summary>What the user is asked.</summary>
    private sealed record Confirmation(BulkOperationKind Kind, IReadOnlyList<FieldFilter> Filters, int Count);
}
