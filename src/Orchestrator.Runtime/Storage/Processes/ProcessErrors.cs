using Orchestrator.Processes;

namespace Orchestrator.Storage.Processes;

/// <summary>The errors about processes, in one place so that the same fault always reads the same.</summary>
internal static class ProcessErrors
{
    internal static NotFoundException NotFound(Guid processId) =>
        new("process_not_found", $"Process with process_id {processId} not found");

    internal static ConflictException Moved(Guid processId) =>
        new("process_moved", $"Process {processId} is not where you saw it: someone or something has continued it. Look at it again.");

    internal static ConflictException NotResumable(ProcessStatus status) =>
        new("process_not_resumable", $"Resuming a {WireName.Of(status)} workflow is not possible");

    /// <summary>The reason that a process is shown with: what of it cannot be read comes before why it has failed.</summary>
    internal static string? ReasonOf(string? problem, string? failedReason) =>
        problem is null
            ? failedReason
            : (
                $"What is stored of this process cannot be read: {problem}. Correct its rows, use a host of the version that wrote "
                + $"them, or abort it. {failedReason}"
            ).TrimEnd();

    internal static ConflictException Unreadable(Guid processId, string problem) =>
        new(
            "process_unreadable",
            $"Process {processId} cannot be read: {problem}. Correct its rows, use a host of the version that wrote them, or abort it."
        );

    internal static ConflictException NotAwaiting() => new("process_not_awaiting", "This process is not in an awaiting state.");

    internal static NotFoundException InvalidToken() => new("callback_token_invalid", "Invalid token");

    internal static ConflictException WorkflowRemoved(StoredProcess process) =>
        new(
            "workflow_removed",
            $"Workflow '{process.WorkflowName}' is no longer in the code, so process {process.ProcessId} can only be aborted."
        );
}
