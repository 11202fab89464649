namespace Orchestrator;

/// <summary>The request is not valid.</summary>
/// <param name="code">A stable code, for example <c>search_query_invalid</c>.</param>
/// <param name="message">Names the invalid part and how to correct it.</param>
public sealed class InvalidRequestException(string code, string message) : OrchestratorException(code, message)
{
    /// <summary>
    /// Gets the location of the error in the request, from the outermost to the innermost level: the names of fields in the HTTP API, and
    /// zero-based indexes of elements. Null if the error does not concern a single field.
    /// </summary>
    public IReadOnlyList<object>? Place { get; init; }
}
