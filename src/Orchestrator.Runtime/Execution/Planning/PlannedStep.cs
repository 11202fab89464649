using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.Processes;

namespace Orchestrator.Execution.Planning;

/// <summary>A step of a workflow as the engine runs it. The steps of a group follow each other.</summary>
/// <param name="Key">The stable identity, unique in the workflow; the position of a stored process is found by it.</param>
/// <param name="Name">The step's own name; never an identity.</param>
internal abstract record PlannedStep(string Key, string Name)
{
    /// <summary>Who the process waits for at this step.</summary>
    internal virtual string Assignee => Orchestrator.Assignee.System;

    /// <summary>What stands around the step, the outermost first: conditions, and parts of the state on which it runs.</summary>
    internal ImmutableArray<StepWrapper> Wrappers { get; init; } = [];

    /// <summary>The identity of the author's method, which <see cref="Key"/> has with those of groups around it; null for others.</summary>
    internal string? MethodId { get; init; }

    /// <summary>The group that the step is in; null for none.</summary>
    internal PlannedGroup? Group { get; init; }

    /// <summary>True for the first step of its group.</summary>
    internal bool BeginsGroup { get; init; }

    /// <summary>The keys that the author's method uses.</summary>
    internal DeclaredKeys Keys { get; init; } = DeclaredKeys.None;

    /// <summary>The policy under which the step is answered; null for none of its own.</summary>
    internal string? Policy { get; init; }

    /// <summary>The policy under which a process that stands at the step is retried or aborted; null for none of its own.</summary>
    internal string? RetryPolicy { get; init; }

    /// <summary>The name shown to operators.</summary>
    internal string ShownName => Group?.Name ?? Name;

    /// <summary>How the step is named in the step log.</summary>
    internal LoggedStepName LoggedName => new(Key, ShownName);

    /// <summary>Whether the subscription decides if the step runs, and nothing else.</summary>
    internal bool IsDecidedBySubscription => AllWrappers.All(static wrapper => wrapper is StepWrapper.WhenSubscription);

    /// <summary>Asks the conditions on the subscription, outside of any process.</summary>
    internal async Task<bool> HoldsAsync(ISubscriptions subscriptions, Guid subscriptionId, CancellationToken cancellationToken)
    {
        foreach (var wrapper in AllWrappers.OfType<StepWrapper.WhenSubscription>())
        {
            if (!await wrapper.Condition.HoldsAsync(subscriptions, subscriptionId, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes through all that stands around the step to the state that it sees; null when a condition does not hold.</summary>
    /// <param name="state">The state.</param>
    /// <param name="holds">Asks a condition on the subscription.</param>
    /// <returns>That state, and whether the whole group is skipped.</returns>
    internal async ValueTask<(State? Inner, bool SkipsGroup)> EnterAsync(State state, Func<SubscriptionCondition, Task<bool>> holds) =>
        await StepWrapper.EnterAsync(GroupWrappers, state, holds) is { } part
            ? (await StepWrapper.EnterAsync(Wrappers, part, holds), SkipsGroup: false)
            : (null, SkipsGroup: true);

    /// <summary>The same for a step at which the process stands, whose conditions on the subscription have held.</summary>
    internal State? Enter(State state) => StepWrapper.Enter(GroupWrappers, state) is { } part ? StepWrapper.Enter(Wrappers, part) : null;

    /// <summary>Puts what the step gave back where it was taken from.</summary>
    internal State Leave(State outer, State inner) => StepWrapper.Leave([.. GroupWrappers, .. Wrappers], outer, inner);

    private IEnumerable<StepWrapper> AllWrappers => Group is null ? Wrappers : Group.Wrappers.Concat(Wrappers);

    private ImmutableArray<StepWrapper> GroupWrappers =>
        Group is null ? []
        : BeginsGroup ? Group.Wrappers
        : Group.LaterWrappers;

    /// <summary>Runs an author's method outside any database transaction.</summary>
    internal sealed record Action(string Key, string Name, StepBody Body, RetryPolicy? Retry, TimeSpan? Timeout) : PlannedStep(Key, Name);

    /// <summary>Waits for a person.</summary>
    internal sealed record Input(string Key, string Name, string WhoAnswers, FormBody Form) : PlannedStep(Key, Name)
    {
        internal override string Assignee => WhoAnswers;
    }

    /// <summary>Makes the address at which an external system calls back.</summary>
    internal sealed record OpenCallback(string Key, string Name, string RouteKey) : PlannedStep(Key, Name);

    /// <summary>Waits for the call.</summary>
    internal sealed record AwaitCallback(string ResultKey, TimeSpan? Timeout) : PlannedStep("await_callback", "Await callback")
    {
        /// <summary>Reads the result as the step does that validates it; null if nothing is known of what it reads.</summary>
        internal Action<State>? Read { get; init; }

        /// <summary>What is wrong with a result: the step that validates it could not read it. Null if nothing is.</summary>
        internal StateException? FindProblem(JsonElement result)
        {
            try
            {
                Read?.Invoke(State.Empty.With(ResultKey, result));
                return null;
            }
            catch (StateException problem)
            {
                return problem;
            }
        }

        /// <summary>
        /// The state after the wait: with what came, or without any result when nothing came. The progress that was reported meanwhile is
        /// gone, and so is the result of an earlier callback.
        /// </summary>
        internal State StateAfter(State state, JsonElement? result)
        {
            var outer = state.Without(ReservedKeys.CallbackProgress);
            var inner = Enter(outer) ?? outer;
            return Leave(outer, result is { } came ? inner.With(ResultKey, came) : inner.Without(ResultKey));
        }
    }

    /// <summary>Forgets the address.</summary>
    internal sealed record CloseCallback(string Key, string Name) : PlannedStep(Key, Name);

    /// <summary>Begins the process.</summary>
    internal sealed record Start() : PlannedStep("orchestrator.start", "Start");

    /// <summary>Links the process to its subscription.</summary>
    internal sealed record StoreProcessSubscription()
        : PlannedStep("orchestrator.store_process_subscription", "Create Process Subscription relation");

    /// <summary>Takes the subscription out of sync. Checked: fails when it already is.</summary>
    internal sealed record Lock(bool Checked) : PlannedStep("orchestrator.lock_subscription", "Lock subscription");

    /// <summary>Puts the subscription in sync again.</summary>
    internal sealed record Unlock() : PlannedStep("orchestrator.unlock_subscription", "Unlock subscription");

    /// <summary>Compares what the process's plan saw with what is there now. Only a process that is bound to a plan has it.</summary>
    internal sealed record CheckPlan() : PlannedStep("orchestrator.check_plan", "Check plan");

    /// <summary>Moves the subscription to a lifecycle.</summary>
    internal sealed record SetStatus(string Key, SubscriptionLifecycle Status)
        : PlannedStep(Key, $"Set subscription to '{WireName.Of(Status)}'");

    /// <summary>Applies, removes or compares an external resource.</summary>
    internal sealed record Resource(ResourceBinding Binding, ResourceAction Kind)
        : PlannedStep(Binding.StepId(Kind), Binding.StepName(Kind))
    {
        /// <summary>Whether the object is read back in a later step, after the external system has called back.</summary>
        internal bool AwaitsCallback { get; init; }
    }

    /// <summary>Reads back an object that was written in an earlier step of the group.</summary>
    internal sealed record ReadBack(ResourceBinding Binding)
        : PlannedStep("read_back", $"{Binding.StepName(ResourceAction.Apply)} - Read back");

    /// <summary>Does work of the engine's own.</summary>
    internal sealed record System(string Key, string Name, Type Body) : PlannedStep(Key, Name);

    /// <summary>Stands where a removed step was.</summary>
    internal sealed record Obsolete(string Key) : PlannedStep(Key, "Equalize workflow step count");

    /// <summary>Completes the process.</summary>
    internal sealed record Done() : PlannedStep("orchestrator.done", "Done");
}
