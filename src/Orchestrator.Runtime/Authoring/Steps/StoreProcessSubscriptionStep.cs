namespace Orchestrator;

/// <summary>
/// A step that links the process to the subscription in its state. Only a create workflow writes it; the others get it from their kind.
/// </summary>
public sealed record StoreProcessSubscriptionStep : Step;
