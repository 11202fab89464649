namespace Orchestrator.Engine;

/// <summary>How the execution of a step ended. The hierarchy is closed: a switch over it that has no default and misses a case does not compile.</summary>
internal abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <summary>The step is done; go on with the next one.</summary>
    internal sealed record Success(State State) : StepOutcome;

    /// <summary>The step's condition does not hold; go on with the next one. <paramref name="WholeGroup"/>: behind its group.</summary>
    internal sealed record Skipped(State State, bool WholeGroup) : StepOutcome;

    /// <summary>The process waits for a person's input.</summary>
    internal sealed record Suspend(State State) : StepOutcome;

    /// <summary>The step failed and is tried again later; <paramref name="DueAt"/> is null when somebody has to ask for it.</summary>
    internal sealed record Waiting(StepFailure Failure, DateTimeOffset? DueAt) : StepOutcome
    {
        /// <summary>True when nothing failed: the step looks again and again, and says how far it is in one row.</summary>
        internal bool IsProgress { get; init; }
    }

    /// <summary>The process waits for an external system's call.</summary>
    internal sealed record AwaitingCallback(State State) : StepOutcome;

    /// <summary>The step failed; retry or abort.</summary>
    internal sealed record Failed(StepFailure Failure) : StepOutcome;

    /// <summary>The process is done.</summary>
    internal sealed record Complete(State State) : StepOutcome;

    /// <summary>A person ended the process.</summary>
    internal sealed record Abort(State State) : StepOutcome;

    /// <summary>Covers every case; adding one breaks each call until it is covered there too.</summary>
    internal T Match<T>(
        Func<Success, T> success,
        Func<Skipped, T> skipped,
        Func<Suspend, T> suspend,
        Func<Waiting, T> waiting,
        Func<AwaitingCallback, T> awaitingCallback,
        Func<Failed, T> failed,
        Func<Complete, T> complete,
        Func<Abort, T> abort) => this switch
        {
            Success outcome => success(outcome),
            Skipped outcome => skipped(outcome),
            Suspend outcome => suspend(outcome),
            Waiting outcome => waiting(outcome),
            AwaitingCallback outcome => awaitingCallback(outcome),
            Failed outcome => failed(outcome),
            Complete outcome => complete(outcome),
            Abort outcome => abort(outcome),
            _ => throw new InvalidOperationException($"{GetType().Name} is no step outcome."),
        };
}
