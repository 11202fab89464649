namespace Orchestrator;

/// <summary>The step of a bulk reconcile that starts a reconcile for each of its subscriptions. The engine's own.</summary>
internal sealed record ReconcileSelectedStep : Step;
