namespace Orchestrator.Diagnostics;

/// <summary>
/// The names of the activity source and the meter, for OpenTelemetry and other listeners.
/// </summary>
public static class OrchestratorTelemetry
{
    /// <summary>The name of the activity source, for <c>AddSource</c> of the tracer provider builder.</summary>
    public const string ActivitySourceName = "Orchestrator";

    /// <summary>The name of the meter, for <c>AddMeter</c> of the meter provider builder.</summary>
    public const string MeterName = "Orchestrator";

    /// <summary>Activities. Each name is followed by that of the workflow or step, of which an application has a fixed number.</summary>
    internal static class Activities
    {
        /// <summary>A process is created.</summary>
        internal const string Start = "start";

        /// <summary>A host executes a process, until it ends, waits or fails.</summary>
        internal const string Process = "process";

        /// <summary>A step is executed once and committed.</summary>
        internal const string Step = "step";
    }

    /// <summary>Instruments.</summary>
    internal static class Instruments
    {
        internal const string ProcessesStarted = "orchestrator.processes.started";
        internal const string ProcessesCompleted = "orchestrator.processes.completed";
        internal const string ProcessesFailed = "orchestrator.processes.failed";
        internal const string StepDuration = "orchestrator.step.duration";
        internal const string StepOldestAge = "orchestrator.step.oldest.age";
        internal const string QueueDepth = "orchestrator.queue.depth";
        internal const string QueueOldestAge = "orchestrator.queue.oldest.age";
        internal const string LeasesLost = "orchestrator.leases.lost";
        internal const string StepsFenced = "orchestrator.steps.fenced";
        internal const string CallbacksExpired = "orchestrator.callbacks.expired";
        internal const string CheckDuration = "orchestrator.check.duration";
        internal const string SubscriptionsDrifted = "orchestrator.subscriptions.drifted";
        internal const string WebhookAttempts = "orchestrator.webhooks.attempts";
    }

    /// <summary>Attributes of activities and measurements.</summary>
    internal static class Tags
    {
        internal const string ProcessId = "orchestrator.process.id";
        internal const string ProcessStatus = "orchestrator.process.status";
        internal const string WorkflowName = "orchestrator.workflow.name";
        internal const string WorkflowTarget = "orchestrator.workflow.target";
        internal const string StepName = "orchestrator.step.name";
        internal const string StepKey = "orchestrator.step.key";
        internal const string StepStatus = "orchestrator.step.status";
        internal const string StepAttempt = "orchestrator.step.attempt";
        internal const string WebhookName = "orchestrator.webhook.name";
        internal const string WebhookResult = "orchestrator.webhook.result";
        internal const string Queue = "orchestrator.queue.name";
        internal const string IsBackground = "orchestrator.queue.background";

        internal const string CheckResult = "orchestrator.check.result";
        internal const string ProductName = "orchestrator.product.name";

        /// <summary>Of the semantic conventions: the type of the exception.</summary>
        internal const string ErrorType = "error.type";
    }
}
