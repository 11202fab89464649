using System.Collections.Immutable;
using Orchestrator.Binding;

namespace Orchestrator.Engine.Plans;

/// <summary>A step of a workflow as the engine runs it.</summary>
/// <param name="Key">The stable identity, unique in the workflow; the position of a stored process is found by it.</param>
/// <param name="Name">The name shown to operators; never an identity.</param>
internal abstract record PlannedStep(string Key, string Name)
{
    /// <summary>Who the process waits for at this step.</summary>
    internal virtual string Assignee => Orchestrator.Assignee.System;

    /// <summary>What stands around the step, the outermost first: conditions, and parts of the state on which it runs.</summary>
    internal ImmutableArray<StepWrapper> Wrappers { get; init; } = [];

    /// <summary>The step with one more wrapper around it.</summary>
    internal PlannedStep Within(StepWrapper wrapper) => this with { Wrappers = Wrappers.Insert(0, wrapper) };

    /// <summary>Runs an author's method outside any database transaction.</summary>
    internal sealed record Action(string Key, string Name, StepBody Body) : PlannedStep(Key, Name);

    /// <summary>Waits for a person.</summary>
    internal sealed record Input(string Key, string Name, string WhoAnswers, FormBody Form) : PlannedStep(Key, Name)
    {
        internal override string Assignee => WhoAnswers;
    }

    /// <summary>Begins the process.</summary>
    internal sealed record Start() : PlannedStep("orchestrator.start", "Start");

    /// <summary>Links the process to its subscription.</summary>
    internal sealed record StoreProcessSubscription() : PlannedStep("orchestrator.store_process_subscription", "Create Process Subscription relation");

    /// <summary>Takes the subscription out of sync. Checked: fails when it already is.</summary>
    internal sealed record Lock(bool Checked) : PlannedStep("orchestrator.lock_subscription", "Lock subscription");

    /// <summary>Puts the subscription in sync again.</summary>
    internal sealed record Unlock() : PlannedStep("orchestrator.unlock_subscription", "Unlock subscription");

    /// <summary>Moves the subscription to a lifecycle.</summary>
    internal sealed record SetStatus(string Key, SubscriptionLifecycle Status)
        : PlannedStep(Key, $"Set subscription to '{WireName.Of(Status)}'");

    /// <summary>Stands where a removed step was.</summary>
    internal sealed record Obsolete(string Key) : PlannedStep(Key, "Equalize workflow step count");

    /// <summary>Completes the process.</summary>
    internal sealed record Done() : PlannedStep("orchestrator.done", "Done");
}
