using Microsoft.AspNetCore.Components;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Processes;

/// <summary>One process or task with its steps, live.</summary>
public sealed partial class ProcessPage
{
    /// <summary>The process.</summary>
    [Parameter]
    public Guid ProcessId { get; set; }

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    private ProcessDetail? Process { get; set; }

    private IReadOnlyList<SubscriptionSummary> Subscriptions { get; set; } = [];

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => change is { Kind: ChangeKind.Process } && change.Id == ProcessId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        // A process logs many steps in the time in which a person looks at one.
        Process = Process is { } shown
            ? await Processes.ShowAgainAsync(shown, user, Closed)
            : await Processes.ShowAsync(ProcessId, user, Closed);
        Subscriptions = await Directory.GetAsync(Process.SubscriptionIds, user, Closed);
    }

    private static string? BulkPageOf(ProcessDetail process) =>
        process.WorkflowName switch
        {
            "task_bulk_check" => $"bulk-checks/{process.ProcessId}",
            "task_bulk_reconcile" => $"bulk-reconciles/{process.ProcessId}",
            "task_bulk_retry" or "task_bulk_abort" => $"bulk-operations/{process.ProcessId}",
            _ => null,
        };

    /// <inheritdoc/>
    protected override void Clear() => (Process, Subscriptions) = (null, []);
}
