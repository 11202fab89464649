using Microsoft.AspNetCore.Components;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>The note of a process, which those who may can write.</summary>
public sealed partial class ProcessNote
{
    private const int MaxNote = Limits.MaxNoteLength;

    private string? _text;

    /// <summary>The process.</summary>
    [Parameter, EditorRequired]
    public Guid ProcessId { get; set; }

    /// <summary>The note as it is; null for none.</summary>
    [Parameter]
    public string? Note { get; set; }

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    private bool MayWrite { get; set; }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => false;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user) =>
        MayWrite = await Permissions.AllowsAsync(WorkflowAction.Annotate, user, cancellationToken: Closed);

    /// <inheritdoc/>
    protected override void Clear() => (MayWrite, _text) = (false, null);

    private Task WriteAsync() =>
        RunActionAsync(async user =>
        {
            await Processes.SetNoteAsync(ProcessId, _text, user);
            _text = null;
        });
}
