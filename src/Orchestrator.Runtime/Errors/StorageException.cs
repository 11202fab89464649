namespace Orchestrator;

/// <summary>The core database cannot be used: it is full, read-only, busy or unreadable.</summary>
public sealed class StorageException : OrchestratorException
{
    internal StorageException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException) { }
}
