using Orchestrator.Engine;

namespace Orchestrator.Storage.Processes;

/// <summary>The errors about processes, in one place so that the same fault always reads the same.</summary>
internal static class ProcessErrors
{
    internal static NotFoundException NotFound(Guid processId) => new("process_not_found", $"Process with process_id {processId} not found");

    internal static ConflictException NotResumable(ProcessStatus status) =>
        new("process_not_resumable", $"Resuming a {WireName.Of(status)} workflow is not possible");

    internal static ConflictException NotAwaiting() => new("process_not_awaiting", "This process is not in an awaiting state.");

    internal static NotFoundException InvalidToken() => new("callback_token_invalid", "Invalid token");

    internal static ConflictException WorkflowRemoved(StoredProcess process) =>
        new("workflow_removed", $"Workflow '{process.WorkflowName}' is no longer in the code, so process {process.ProcessId} can only be aborted.");
}
