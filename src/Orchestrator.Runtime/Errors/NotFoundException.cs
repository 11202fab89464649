namespace Orchestrator;

/// <summary>The thing that was asked for does not exist.</summary>
/// <param name="code">A stable code, for example <c>process_not_found</c>.</param>
/// <param name="message">Names the thing.</param>
public sealed class NotFoundException(string code, string message) : OrchestratorException(code, message);
