using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>Retries, skips and aborts a process.</summary>
public sealed partial class ProcessSteering : LiveComponent
{
    private const int MaxReason = 5_000;

    private string? _reason;
    private Asked _asks;

    private enum Asked
    {
        Nothing,
        Skip,
        Abort,
    }

    /// <summary>The process.</summary>
    [Parameter, EditorRequired]
    public Guid ProcessId { get; set; }

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    private IReadOnlySet<WorkflowAction> Actions { get; set; } = new HashSet<WorkflowAction>();

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change is { Kind: ChangeKind.Process } && change.Id == ProcessId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user) => Actions = await Permissions.FindProcessActionsAsync(ProcessId, user, Closed);

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    /// <inheritdoc/>
    protected override void Clear() => (Actions, _asks, _reason) = (new HashSet<WorkflowAction>(), Asked.Nothing, null);

    private Task RetryAsync() => ActAsync(user => Processes.ResumeAsync(ProcessId, [], user));

    private async Task SkipAsync()
    {
        var reason = _reason!;
        await CloseAsync();
        await ActAsync(user => Processes.SkipAsync(ProcessId, reason, user));
    }

    private async Task AbortAsync()
    {
        await CloseAsync();
        await ActAsync(user => Processes.AbortAsync(ProcessId, user));
    }

    private Task CloseAsync()
    {
        (_asks, _reason) = (Asked.Nothing, null);
        return Task.CompletedTask;
    }
}
