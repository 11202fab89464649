using Orchestrator.Execution.Planning;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>
/// How the execution of a step ended. The hierarchy is closed: only this file can add a case. <see cref="StepLogEntries"/> has the one
/// switch over the cases; a test asserts that it knows every one.
/// </summary>
internal abstract record StepOutcome
{
    private StepOutcome() { }

    /// <summary>The state with which the next step begins; null when the process does not continue now.</summary>
    internal abstract State? Next { get; }

    /// <summary>Why the step failed; null when it did not.</summary>
    internal virtual StepFailure? Error => null;

    /// <summary>
    /// The same outcome outside of the conditions, focus and group of the step: with the state of the process in place of the part that the
    /// step saw.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="around">The state of the process before the step.</param>
    internal abstract StepOutcome Leave(PlannedStep step, State around);

    /// <summary>The step is done; continue with the next one.</summary>
    internal sealed record Success(State State) : StepOutcome
    {
        internal override State? Next => State;

        internal override StepOutcome Leave(PlannedStep step, State around) => new Success(step.Leave(around, State));
    }

    /// <summary>
    /// The step's condition does not hold; continue with the next one, or with <paramref name="WholeGroup"/> with the one after its group.
    /// </summary>
    internal sealed record Skipped(State State, bool WholeGroup) : StepOutcome
    {
        internal override State? Next => State;

        internal override StepOutcome Leave(PlannedStep step, State around) => this with { State = around };
    }

    /// <summary>The process waits for a person's input.</summary>
    internal sealed record Suspend(State State) : StepOutcome
    {
        internal override State? Next => null;

        internal override StepOutcome Leave(PlannedStep step, State around) => new Suspend(around);
    }

    /// <summary>The step failed and is tried again later; <paramref name="DueAt"/> is null when someone has to ask for it.</summary>
    internal sealed record Waiting(StepFailure Failure, DateTimeOffset? DueAt) : StepOutcome
    {
        /// <summary>True when nothing failed: the step looks again and again, and reports its progress in one row.</summary>
        internal bool IsProgress { get; init; }

        internal override State? Next => null;

        internal override StepFailure? Error => IsProgress ? null : Failure;

        internal override StepOutcome Leave(PlannedStep step, State around) => this;
    }

    /// <summary>The process waits for an external system's call.</summary>
    internal sealed record AwaitingCallback(State State) : StepOutcome
    {
        internal override State? Next => null;

        internal override StepOutcome Leave(PlannedStep step, State around) => new AwaitingCallback(around);
    }

    /// <summary>The step failed; retry or abort.</summary>
    internal sealed record Failed(StepFailure Failure) : StepOutcome
    {
        internal override State? Next => null;

        internal override StepFailure? Error => Failure;

        internal override StepOutcome Leave(PlannedStep step, State around) => this;
    }

    /// <summary>The process is done.</summary>
    internal sealed record Complete(State State) : StepOutcome
    {
        internal override State? Next => null;

        internal override StepOutcome Leave(PlannedStep step, State around) => new Complete(step.Leave(around, State));
    }
}
