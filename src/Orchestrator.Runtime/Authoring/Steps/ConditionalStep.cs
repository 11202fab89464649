namespace Orchestrator;

/// <summary>A step that is skipped unless a condition holds when it is about to run. A skipped step has a row in the log.</summary>
/// <param name="Condition">Called with the current state; it must not have side effects.</param>
/// <param name="Step">The step.</param>
internal sealed record ConditionalStep(Func<State, bool> Condition, Step Step) : Step;
