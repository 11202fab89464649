namespace Orchestrator;

/// <summary>The request is not valid.</summary>
/// <param name="code">A stable code, for example <c>search_query_invalid</c>.</param>
/// <param name="message">Names the part that is wrong and how to write it.</param>
public sealed class InvalidRequestException(string code, string message) : OrchestratorException(code, message);
