namespace Orchestrator;

/// <summary>The user is not allowed to perform an action.</summary>
/// <param name="code">A stable code, for example <c>start_not_allowed</c>.</param>
/// <param name="message">Names the action and the workflow.</param>
public sealed class ForbiddenException(string code, string message) : OrchestratorException(code, message);
