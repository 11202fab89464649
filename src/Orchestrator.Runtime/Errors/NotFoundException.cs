namespace Orchestrator;

/// <summary>The requested entity does not exist.</summary>
/// <param name="code">A stable code, for example <c>process_not_found</c>.</param>
/// <param name="message">Names the entity.</param>
public sealed class NotFoundException(string code, string message) : OrchestratorException(code, message);
