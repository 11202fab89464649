namespace Orchestrator;

/// <summary>The root of all errors that the orchestrator raises itself. The message names the thing and says what to do next.</summary>
public abstract class OrchestratorException : Exception
{
    private protected OrchestratorException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>A stable code for programs, for example <c>process_not_found</c>.</summary>
    public string Code { get; }
}
