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
}
