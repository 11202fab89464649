namespace Orchestrator;

/// <summary>The request is not valid.</summary>
/// <param name="code">A stable code, for example <c>search_query_invalid</c>.</param>
/// <param name="message">Names the part that is wrong and how to write it.</param>
public sealed class InvalidRequestException(string code, string message) : OrchestratorException(code, message)
{
    /// <summary>
    /// Gets where in the request it is wrong, from the outside in: names of fields as the HTTP API has them, and numbers of elements,
    /// which begin with 0. Null where it is not one field that is wrong.
    /// </summary>
    public IReadOnlyList<object>? Place { get; init; }
}
