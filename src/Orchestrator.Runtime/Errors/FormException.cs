namespace Orchestrator;

/// <summary>A form could not be completed with the posted pages.</summary>
public abstract class FormException : OrchestratorException
{
    private protected FormException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException) { }
}
