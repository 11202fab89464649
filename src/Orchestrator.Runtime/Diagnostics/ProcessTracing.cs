using System.Diagnostics;
using Orchestrator.Processes;
using static Orchestrator.Diagnostics.OrchestratorTelemetry;

namespace Orchestrator.Diagnostics;

/// <summary>Begins the activities of processes and steps. Where no one listens, none is made.</summary>
internal sealed class ProcessTracing(EngineLogger<ProcessTracing> logger)
{
    private static readonly ActivitySource Source = new(
        ActivitySourceName,
        typeof(ProcessTracing).Assembly.GetName().Version!.ToString(fieldCount: 3)
    );

    /// <summary>A process is created: what is executed of it later has this as its parent.</summary>
    internal ProcessSpan BeginStart(string workflowName) =>
        Source.HasListeners()
            ? new(
                () =>
                    Source
                        .StartActivity($"{Activities.Start} {workflowName}", ActivityKind.Producer)
                        ?.SetTag(Tags.WorkflowName, workflowName),
                logger
            )
            : default;

    /// <summary>This host executes a process, until it ends, waits, fails or is taken away.</summary>
    internal ProcessSpan BeginProcess(ProcessLease lease) =>
        Source.HasListeners()
            ? new(
                () =>
                    Source
                        .StartActivity(
                            $"{Activities.Process} {lease.WorkflowName}",
                            ActivityKind.Consumer,
                            lease.Trace?.ToActivityContext() ?? default
                        )
                        ?.SetTag(Tags.ProcessId, lease.ProcessId)
                        .SetTag(Tags.WorkflowName, lease.WorkflowName),
                logger
            )
            : default;

    /// <summary>A step is executed. What its code calls is traced below this.</summary>
    internal ProcessSpan BeginStep(ProcessLease lease, Target target, string stepName, string stepKey, int attempt) =>
        Source.HasListeners()
            ? new(
                () =>
                    Source
                        .StartActivity($"{Activities.Step} {stepName}")
                        ?.SetTag(Tags.ProcessId, lease.ProcessId)
                        .SetTag(Tags.WorkflowName, lease.WorkflowName)
                        .SetTag(Tags.WorkflowTarget, WireName.Of(target))
                        .SetTag(Tags.StepName, stepName)
                        .SetTag(Tags.StepKey, stepKey)
                        .SetTag(Tags.StepAttempt, attempt),
                logger
            )
            : default;
}
