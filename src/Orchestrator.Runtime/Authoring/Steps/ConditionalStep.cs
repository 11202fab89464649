namespace Orchestrator;

/// <summary>A step that is skipped unless a condition holds when it is about to run. A skipped step leaves a row in the log.</summary>
/// <param name="Condition">Asked with the state as it is then; it has no side effects.</param>
/// <param name="Step">The step.</param>
public sealed record ConditionalStep(Func<State, bool> Condition, Step Step) : Step;
