using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;

namespace Orchestrator.Dispatch;

/// <summary>
/// Chooses the queue on which a process runs. A night of reconciles must not delay one create, so they have one of their own.
/// </summary>
internal sealed class ProcessQueue(IOptions<OrchestratorOptions> options)
{
    internal string For(WorkflowDescriptor workflow) => Of(workflow, options.Value);

    /// <summary>The queue of a workflow by settings that no one has validated yet.</summary>
    internal static string Of(WorkflowDescriptor workflow, OrchestratorOptions settings) =>
        settings.TargetQueues.TryGetValue(workflow.Target, out var queue) ? queue
        : workflow.IsTask ? QueueNames.Tasks
        : QueueNames.Default;

    /// <summary>Whether a host with these settings executes processes of a workflow.</summary>
    internal static bool IsExecuted(WorkflowDescriptor workflow, OrchestratorOptions settings) =>
        settings.Queues.TryGetValue(Of(workflow, settings), out var workers) && workers > 0;
}
