namespace Orchestrator;

/// <summary>
/// Thrown by a step to fail with details, which are stored with the failed step in addition to the message.
/// </summary>
public class ProcessFailureException : OrchestratorException
{
    /// <summary>Creates an exception that fails the step.</summary>
    /// <param name="message">The reason, as one sentence.</param>
    /// <param name="details">The details: any value that System.Text.Json can write.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ProcessFailureException(string message, object? details = null, Exception? innerException = null)
        : this("process_failure", message, details, innerException) { }

    private protected ProcessFailureException(string code, string message, object? details, Exception? innerException)
        : base(code, message, innerException) => Details = details;

    /// <summary>The details; null for none.</summary>
    public object? Details { get; }
}
