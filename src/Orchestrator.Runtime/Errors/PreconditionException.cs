namespace Orchestrator;

/// <summary>A workflow may not be started as things stand: a run predicate says no, or it runs already. Nothing was written.</summary>
/// <param name="code">The problem, as a code that programs can compare.</param>
/// <param name="message">Why, for the person who wanted to start it.</param>
public sealed class PreconditionException(string code, string message) : OrchestratorException(code, message);
