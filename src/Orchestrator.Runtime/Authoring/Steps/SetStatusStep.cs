namespace Orchestrator;

/// <summary>
/// A step that moves the subscription to another lifecycle and fails with the path of a value that is required there and missing.
/// </summary>
/// <param name="Status">The lifecycle to move to.</param>
public sealed record SetStatusStep(SubscriptionLifecycle Status) : Step;
