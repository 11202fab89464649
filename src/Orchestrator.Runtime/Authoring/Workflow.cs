namespace Orchestrator;

/// <summary>The words of which step lists are written. Import them with <c>using static Orchestrator.Workflow;</c>.</summary>
public static class Workflow
{
    /// <summary>The beginning of a step list: no steps yet.</summary>
    public static StepList Begin => StepList.Empty;

    /// <summary>Links the process to the subscription that a create workflow has just made. Write it after the step that returns the subscription.</summary>
    public static Step StoreProcessSubscription { get; } = new StoreProcessSubscriptionStep();

    /// <summary>Moves the subscription to a lifecycle; fails with the path of a value that is required there and missing.</summary>
    /// <param name="status">The lifecycle to move to.</param>
    /// <returns>The step.</returns>
    public static Step SetStatus(SubscriptionLifecycle status) => new SetStatusStep(status);

    /// <summary>Runs steps only while a condition holds. It is asked again before each of them, so that one can switch off those after it.</summary>
    /// <param name="condition">Asked with the state as it is then; it has no side effects.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The steps, each with its condition. A step that is skipped leaves a row in the log.</returns>
    public static StepList Conditional(Func<State, bool> condition, StepList steps)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(steps);
        return StepList.Of(steps.Select(step => new ConditionalStep(condition, step)));
    }

    /// <summary>Runs steps on a part of the state: they read and write the keys of the object under one key.</summary>
    /// <param name="key">The key; a missing one is an empty object.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The steps, each on that part.</returns>
    public static StepList FocusSteps(string key, StepList steps)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(steps);
        return StepList.Of(steps.Select(step => new FocusedStep(key, step)));
    }

    /// <summary>Stands where a step was that has been removed, so that processes which have finished that one still find their place.</summary>
    /// <param name="id">The identity of the removed step: its class and method name, or the <c>Id</c> that it had.</param>
    /// <returns>A step that does nothing.</returns>
    public static Step ObsoleteStep(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ObsoleteStep(id);
    }
}
