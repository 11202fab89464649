namespace Orchestrator;

/// <summary>A workflow cannot be started now: a start precondition is not met, or it is already running. Nothing was written.</summary>
/// <param name="code">The problem, as a code that programs can compare.</param>
/// <param name="message">The reason, for the user who wanted to start it.</param>
public sealed class PreconditionException(string code, string message) : OrchestratorException(code, message);
