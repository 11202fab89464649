namespace Orchestrator;

/// <summary>A step that is skipped unless a condition on the subscription holds when it is about to run.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Step">The step.</param>
internal sealed record SubscriptionConditionalStep(SubscriptionCondition Condition, Step Step) : Step;
