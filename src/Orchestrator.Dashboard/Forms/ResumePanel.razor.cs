using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Forms;

/// <summary>Answers the form at which a process is suspended.</summary>
public sealed partial class ResumePanel : LiveComponent
{
    // How many steps are done: the form of a later step is another form.
    private int _answered;

    /// <summary>The process, as the page has read it.</summary>
    [Parameter, EditorRequired]
    public ProcessDetail Process { get; set; } = null!;

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    private JsonObject? Form { get; set; }

    private string? Step { get; set; }

    /// <inheritdoc/>
    protected override object? Subject => Process.ProcessId;

    /// <inheritdoc/>
    protected override void Clear() => Form = null;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => false;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var process = Process;
        var mayAnswer =
            process is { Status: ProcessStatus.Suspended, Form: not null }
            && (await Permissions.FindProcessActionsAsync(process.ProcessId, user, Closed)).Contains(WorkflowAction.Resume);
        _answered = process.Steps.Count(static step => step.CompletedAt is not null && step.Status != StepStatus.Suspend);
        Step = process.Steps.FirstOrDefault(static step => step.Status is null or StepStatus.Suspend)?.Name;
        Form = mayAnswer ? process.Form : null;
    }

    private async Task PostAsync(IReadOnlyList<JsonElement> pages)
    {
        var user = await CurrentUser.GetAsync();
        Rate.Count(user);
        await Processes.ResumeAsync(Process.ProcessId, pages, user);
    }
}
