using System.Diagnostics;
using Orchestrator.Engine;
using Orchestrator.Storage.Processes;
using static Orchestrator.Diagnostics.OrchestratorTelemetry;

namespace Orchestrator.Diagnostics;

/// <summary>The activities of processes and steps. Where no one listens, each of them is null and costs nothing.</summary>
internal static class ProcessTracing
{
    private static readonly ActivitySource Source = new(ActivitySourceName, typeof(ProcessTracing).Assembly.GetName().Version!.ToString(fieldCount: 3));

    /// <summary>A process is created: what is executed of it later has this as its parent.</summary>
    internal static Activity? BeginStart(string workflowName) =>
        Source.StartActivity($"{Activities.Start} {workflowName}", ActivityKind.Producer)?.SetTag(Tags.WorkflowName, workflowName);

    /// <summary>This host executes a process, until it ends, waits, fails or is taken away.</summary>
    internal static Activity? BeginProcess(ProcessClaim claim)
    {
        var parent = claim.Trace?.ToActivityContext() ?? default;
        return Source.HasListeners()
            ? Source.StartActivity($"{Activities.Process} {claim.WorkflowName}", ActivityKind.Consumer, parent)
                ?.SetTag(Tags.ProcessId, claim.ProcessId)
                .SetTag(Tags.WorkflowName, claim.WorkflowName)
            : null;
    }

    /// <summary>A step is executed. What its code calls is traced below this.</summary>
    internal static Activity? BeginStep(StepExecution execution) => Source.HasListeners()
        ? Source.StartActivity($"{Activities.Step} {execution.Step.Name}")
            ?.SetTag(Tags.ProcessId, execution.Claim.ProcessId)
            .SetTag(Tags.WorkflowName, execution.Claim.WorkflowName)
            .SetTag(Tags.WorkflowTarget, WireName.Of(execution.Context.Target))
            .SetTag(Tags.StepName, execution.Step.Name)
            .SetTag(Tags.StepKey, execution.Step.Key)
            .SetTag(Tags.StepAttempt, execution.Context.Attempt)
        : null;

    /// <summary>Tells an activity how its step ended.</summary>
    internal static void RecordStep(this Activity? activity, StepResult result)
    {
        activity?.SetTag(Tags.StepStatus, WireName.Of(result.Entry.StepStatus));
        if (result.Outcome is StepOutcome.Failed { Failure: var failed })
        {
            activity?.SetTag(Tags.ErrorType, failed.Class).SetStatus(ActivityStatusCode.Error, failed.Error);
        }
        else if (result.Outcome is StepOutcome.Waiting { IsProgress: false, Failure: var retried })
        {
            activity?.SetTag(Tags.ErrorType, retried.Class).SetStatus(ActivityStatusCode.Error, retried.Error);
        }
    }

    /// <summary>Tells an activity how its process stands now.</summary>
    internal static void RecordProcess(this Activity? activity, ProcessStatus status, string? reason)
    {
        activity?.SetTag(Tags.ProcessStatus, WireName.Of(status));
        if (status is ProcessStatus.Failed or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData)
        {
            activity?.SetStatus(ActivityStatusCode.Error, reason);
        }
    }
}
