namespace Orchestrator;

/// <summary>A form could not be finished with the pages that were posted.</summary>
public abstract class FormException : OrchestratorException
{
    private protected FormException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException) { }
}
