using Orchestrator.Execution.Planning;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>One execution of one step of one process.</summary>
/// <param name="Lease">The process and its lease.</param>
/// <param name="Plan">Its workflow.</param>
/// <param name="Step">The step.</param>
/// <param name="State">The state before the step.</param>
/// <param name="Context">What the step may know of its process.</param>
internal sealed record StepExecution(ProcessLease Lease, WorkflowPlan Plan, PlannedStep Step, State State, ProcessContext Context)
{
    /// <summary>Whether a person waits for its process: it is neither one of many nor a task.</summary>
    internal bool IsIndividual => !Lease.IsBackground && !Plan.Workflow.IsTask;

    /// <summary>Who calls external systems in it.</summary>
    internal CallOrigin Origin => Lease.IsBackground ? CallOrigin.Background : CallOrigin.Individual;

    /// <summary>When it began.</summary>
    internal required DateTimeOffset StartedAt { get; init; }

    /// <summary>The last logged row, when it is a failure; null otherwise.</summary>
    internal FailedStepRow? LastFailure { get; init; }

    /// <summary>The row of the step's group, once a step of this attempt has one; null before.</summary>
    internal GroupRow? GroupRow { get; init; }
}
