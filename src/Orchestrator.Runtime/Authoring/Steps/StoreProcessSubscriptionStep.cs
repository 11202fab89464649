namespace Orchestrator;

/// <summary>
/// A step that links the process to the subscription in its state. Only create workflows contain it explicitly; the engine adds it to the
/// others.
/// </summary>
internal sealed record StoreProcessSubscriptionStep : Step;
