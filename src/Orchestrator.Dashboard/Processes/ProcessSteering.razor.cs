using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>
/// Retries, skips and aborts a process. Each is done to the step that its user has seen: a process that has moved on by then is left as it
/// is, and the page says so.
/// </summary>
public sealed partial class ProcessSteering : LiveComponent
{
    private const int MaxReason = Limits.MaxReasonLength;

    private string? _reason;
    private Confirmation _confirmation;

    private enum Confirmation
    {
        None,
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

    [Inject]
    internal IEngineControl Control { get; set; } = null!;

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    private IReadOnlySet<WorkflowAction> Actions { get; set; } = new HashSet<WorkflowAction>();

    private ProcessPosition? Position { get; set; }

    private bool IsEnginePaused { get; set; }

    /// <summary>The step at which the process stands, for the question about it.</summary>
    private string Step => Position?.LastStep is { } step ? $"the step '{step}'" : "the step";

    private bool HasReason => !string.IsNullOrWhiteSpace(_reason);

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind is ChangeKind.EngineStatus || (change.Kind is ChangeKind.Process && change.Id == ProcessId);

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var search = new ProcessSearch([new("process_id", ProcessId.ToString())], [], Skip: 0, Take: 1);
        var found = (await Processes.SearchAsync(search, user, Closed)).Items is [var process] ? ProcessPosition.Of(process) : null;
        var actions = await Permissions.FindProcessActionsAsync(ProcessId, user, Closed);
        IsEnginePaused = (await Control.GetStatusAsync(Closed)).IsPaused;
        if (found != Position && !(IsRunning(found) && IsRunning(Position)))
        {
            // The question was about where the process was.
            Close();
        }

        (Position, Actions) = (found, actions);
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        (Position, Actions) = (null, new HashSet<WorkflowAction>());
        Close();
    }

    private static bool IsRunning(ProcessPosition? position) =>
        position?.Status is ProcessStatus.Created or ProcessStatus.Running or ProcessStatus.Resumed;

    /// <summary>What is expected of a process that stands still. One that runs is aborted wherever it is by then.</summary>
    private ProcessPosition? Expect() => IsRunning(Position) ? null : Position;

    private Task RetryAsync()
    {
        var expected = Expect();
        return RunActionAsync(user => Processes.ResumeAsync(ProcessId, [], user, expected));
    }

    private Task SkipAsync()
    {
        var (reason, expected) = (_reason!, Expect());
        Close();
        return RunActionAsync(user => Processes.SkipAsync(ProcessId, reason, user, expected));
    }

    private Task AbortAsync()
    {
        var (reason, expected) = (_reason!, Expect());
        Close();
        return RunActionAsync(user => Processes.AbortAsync(ProcessId, user, reason, expected));
    }

    private void Close() => (_confirmation, _reason) = (Confirmation.None, null);
}
