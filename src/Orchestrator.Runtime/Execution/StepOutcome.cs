using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>
/// How the execution of a step ended. The hierarchy is closed: only this file can add a case, and a case is told apart by <see cref="Match{TContext, T}"/> alone, which every case has to override. A
/// ninth case needs a parameter of its own there, and then no caller compiles until it says what it does with it.
/// </summary>
internal abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <summary>The state with which the next step begins; null when the process does not go on by itself.</summary>
    internal State? Next => Match<object?, State?>(
        null,
        success: static (outcome, _) => outcome.State,
        skipped: static (outcome, _) => outcome.State,
        suspend: static (_, _) => null,
        waiting: static (_, _) => null,
        awaitingCallback: static (_, _) => null,
        failed: static (_, _) => null,
        complete: static (_, _) => null,
        abort: static (_, _) => null);

    /// <summary>Calls the function of the case that this is. The context is given to it, so that functions can be static and a call allocates nothing.</summary>
    internal abstract T Match<TContext, T>(
        TContext context,
        Func<Success, TContext, T> success,
        Func<Skipped, TContext, T> skipped,
        Func<Suspend, TContext, T> suspend,
        Func<Waiting, TContext, T> waiting,
        Func<AwaitingCallback, TContext, T> awaitingCallback,
        Func<Failed, TContext, T> failed,
        Func<Complete, TContext, T> complete,
        Func<Abort, TContext, T> abort);

    /// <summary>The step is done; go on with the next one.</summary>
    internal sealed record Success(State State) : StepOutcome
    {
        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => success(this, context);
    }

    /// <summary>The step's condition does not hold; go on with the next one. <paramref name="WholeGroup"/>: behind its group.</summary>
    internal sealed record Skipped(State State, bool WholeGroup) : StepOutcome
    {
        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => skipped(this, context);
    }

    /// <summary>The process waits for a person's input.</summary>
    internal sealed record Suspend(State State) : StepOutcome
    {
        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => suspend(this, context);
    }

    /// <summary>The step failed and is tried again later; <paramref name="DueAt"/> is null when somebody has to ask for it.</summary>
    internal sealed record Waiting(StepFailure Failure, DateTimeOffset? DueAt) : StepOutcome
    {
        /// <summary>True when nothing failed: the step looks again and again, and says how far it is in one row.</summary>
        internal bool IsProgress { get; init; }

        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => waiting(this, context);
    }

    /// <summary>The process waits for an external system's call.</summary>
    internal sealed record AwaitingCallback(State State) : StepOutcome
    {
        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => awaitingCallback(this, context);
    }

    /// <summary>The step failed; retry or abort.</summary>
    internal sealed record Failed(StepFailure Failure) : StepOutcome
    {
        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => failed(this, context);
    }

    /// <summary>The process is done.</summary>
    internal sealed record Complete(State State) : StepOutcome
    {
        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => complete(this, context);
    }

    /// <summary>A person ended the process.</summary>
    internal sealed record Abort(State State) : StepOutcome
    {
        internal override T Match<TContext, T>(
            TContext context,
            Func<Success, TContext, T> success,
            Func<Skipped, TContext, T> skipped,
            Func<Suspend, TContext, T> suspend,
            Func<Waiting, TContext, T> waiting,
            Func<AwaitingCallback, TContext, T> awaitingCallback,
            Func<Failed, TContext, T> failed,
            Func<Complete, TContext, T> complete,
            Func<Abort, TContext, T> abort) => abort(this, context);
    }
}
