namespace Orchestrator;

/// <summary>The base class of the exceptions of the orchestrator. The message names the entity and the next action.</summary>
public abstract class OrchestratorException : Exception
{
    private protected OrchestratorException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>A stable code for programs, for example <c>process_not_found</c>.</summary>
    public string Code { get; }
}
