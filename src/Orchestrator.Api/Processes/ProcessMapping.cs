using Orchestrator.Api.Subscriptions;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Api.Processes;

/// <summary>Turns processes into the shapes of the wire.</summary>
internal static class ProcessMapping
{
    internal static ProcessDto ToDto(this ProcessDetail process, IReadOnlyList<SubscriptionSummary> subscriptions) =>
        ToListDto(process, subscriptions) with
        {
            Traceback = process.Traceback,
            CurrentState = process.CurrentState.ToElement(),
            Steps = [.. process.Steps.Select(ToDto)],
            Form = process.Form,
        };

    /// <summary>A process as lists show it: without what only the whole process has.</summary>
    internal static ProcessDto ToListDto(this ProcessSummary process, IReadOnlyList<SubscriptionSummary> subscriptions) =>
        new(
            process.ProcessId,
            process.WorkflowId,
            process.WorkflowName,
            process.IsTask,
            process.CreatedBy,
            process.FailedReason,
            process.StartedAt,
            WireName.Of(process.Status),
            process.LastStep,
            process.Assignee,
            process.LastModifiedAt,
            Traceback: null,
            subscriptions.Count == 0 ? null : subscriptions[0].Product.ProductId,
            subscriptions.Count == 0 ? null : subscriptions[0].CustomerId,
            WireName.Of(process.WorkflowTarget),
            [.. subscriptions.Select(SubscriptionMapping.ToReducedDto)],
            CurrentState: null,
            Steps: null,
            Form: null,
            process.Note
        );

    internal static StatusCountsDto ToDto(this ProcessStatusCounts counts) => new(ByName(counts.Processes), ByName(counts.Tasks));

    private static ProcessStepDto ToDto(ProcessStepDetail step) =>
        new(
            step.StepId,
            step.Name,
            step.Status is { } status ? WireName.Of(status) : "pending",
            step.CreatedBy,
            step.CompletedAt,
            step.StartedAt,
            step.CompletedAt,
            CommitHash: null,
            step.State?.ToElement(),
            step.StateDelta?.ToElement(),
            step.SkipReason
        );

    private static Dictionary<string, int> ByName(IReadOnlyDictionary<ProcessStatus, int> counts) =>
        counts.ToDictionary(static pair => WireName.Of(pair.Key), static pair => pair.Value);
}
