using Orchestrator.BulkReconciles;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Schedules;

namespace Orchestrator.Api.Contract;

/// <summary>Turns what the runtime says into the wire's shapes.</summary>
internal static class Mapping
{
    internal static ActionListDto ToDto(this SubscriptionActions actions)
    {
        IReadOnlyList<ActionDto> Of(Target target) => [.. actions.Items.Where(item => item.Target == target).Select(ToDto)];
        var block = actions.Block;
        return new(
            Of(Target.Create),
            Of(Target.Modify),
            Of(Target.Terminate),
            Of(Target.System),
            Of(Target.Reconcile),
            Of(Target.Validate),
            block?.Reason,
            Ids(block?.LockedRelations),
            Details(block?.LockedRelations),
            block?.LockedBy);
    }

    internal static SubscriptionDto ToDto(this SubscriptionSummary subscription) => new(
        subscription.SubscriptionId,
        subscription.StartDate,
        subscription.Description,
        WireName.Of(subscription.Status),
        subscription.Product.ProductId,
        subscription.CustomerId,
        subscription.InSync,
        subscription.Note,
        Name: null,
        subscription.EndDate,
        ToDto(subscription.Product, withDates: true),
        CustomerDescriptions: [],
        Tag: null,
        subscription.Version);

    internal static ProcessDto ToDto(this ProcessDetail process, IReadOnlyList<SubscriptionSummary> subscriptions) => ToListDto(process, subscriptions) with
    {
        Traceback = process.Traceback,
        CurrentState = process.CurrentState.ToElement(),
        Steps = [.. process.Steps.Select(ToDto)],
        Form = process.Form,
    };

    /// <summary>A process as lists show it: without what only the whole process has.</summary>
    internal static ProcessDto ToListDto(this ProcessSummary process, IReadOnlyList<SubscriptionSummary> subscriptions) => new(
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

        // Inside a process a subscription is reduced: no customer descriptions, and a product without its dates.
        [.. subscriptions.Select(static subscription => subscription.ToDto() with { CustomerDescriptions = null, Product = ToDto(subscription.Product, withDates: false) })],
        CurrentState: null,
        Steps: null,
        Form: null,
        process.Note);

    internal static WorkflowDto ToDto(this WorkflowSummary workflow) =>
        new(workflow.Name, WireName.Of(workflow.Target), workflow.IsTask, workflow.Description, workflow.CreatedAt, workflow.WorkflowId, Steps: null);

    internal static BulkReconcileDto ToDto(this BulkReconcile bulk) => new(
        bulk.ProcessId,
        WireName.Of(bulk.Status),
        bulk.Query,
        bulk.Concurrency,
        bulk.Paused,
        bulk.Counts.Total,
        bulk.Counts.ToStart,
        bulk.Counts.Running,
        bulk.Counts.Done,
        bulk.Counts.Failed,
        bulk.Counts.Refused,
        [.. bulk.Refusals.Select(static refusal => new BulkReconcileRefusalDto(refusal.SubscriptionId, refusal.Reason, refusal.LockedBy))],
        [.. bulk.Failures.Select(static failure => new BulkReconcileFailureDto(failure.SubscriptionId, failure.ProcessId, failure.Reason))]);

    internal static StatusCountsDto ToDto(this ProcessStatusCounts counts) => new(ByName(counts.Processes), ByName(counts.Tasks));

    internal static EngineStatusDto ToDto(this EngineStatus status) => new(
        status.IsPaused,
        status switch
        {
            { IsPaused: false } => "RUNNING",
            { RunningProcesses: > 0 } => "PAUSING",
            _ => "PAUSED",
        },
        status.RunningProcesses);

    private static ActionDto ToDto(SubscriptionAction item) => new(
        item.Name,
        item.Description,
        item.Block?.Reason,
        item.Block?.UsableWhen?.Select(static status => WireName.Of(status)).ToArray(),
        item.Block?.Status is { } status ? WireName.Of(status) : null,
        item.Block?.Action,
        Ids(item.Block?.LockedRelations),
        Details(item.Block?.LockedRelations),
        Ids(item.Block?.UnterminatedInUseBy),
        Details(item.Block?.UnterminatedInUseBy),
        item.Block?.LockedBy);

    private static ProcessStepDto ToDto(ProcessStepDetail step) => new(
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
        step.SkipReason);

    private static ProductDto ToDto(ProductSummary product, bool withDates) => new(
        product.ProductId,
        product.Name,
        product.Description,
        product.ProductType,
        product.Status,
        product.Tag,
        withDates ? product.CreatedAt : null,
        withDates ? product.EndDate : null);

    private static Guid[]? Ids(IReadOnlyList<RelatedSubscription>? related) => related?.Select(static subscription => subscription.SubscriptionId).ToArray();

    private static RelatedDto[]? Details(IReadOnlyList<RelatedSubscription>? related) =>
        related?.Select(static subscription => new RelatedDto(subscription.SubscriptionId, subscription.Description, subscription.LockedBy)).ToArray();

    private static Dictionary<string, int> ByName(IReadOnlyDictionary<ProcessStatus, int> counts) =>
        counts.ToDictionary(static pair => WireName.Of(pair.Key), static pair => pair.Value);

    internal static ScheduleDto ToDto(this Schedule schedule) => new(
        schedule.ScheduleId,
        schedule.Key,
        schedule.Name,
        schedule.WorkflowId,
        schedule.WorkflowName,
        schedule.Trigger.Kind,
        schedule.Trigger.Arguments,
        schedule.Pages,
        schedule.NextRunAt,
        schedule.LastRunAt,
        schedule.LastProcessId,
        schedule.Trigger.Error ?? schedule.LastRefusal,
        schedule.LastRefusalLockedBy,
        schedule.CreatedBy);
}
