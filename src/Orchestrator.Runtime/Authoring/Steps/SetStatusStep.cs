namespace Orchestrator;

/// <summary>
/// A step that sets the lifecycle of the subscription. It fails with the path of each missing value that the lifecycle requires.
/// </summary>
/// <param name="Status">The new lifecycle.</param>
internal sealed record SetStatusStep(SubscriptionLifecycle Status) : Step;
