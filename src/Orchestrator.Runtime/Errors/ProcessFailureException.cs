namespace Orchestrator;

/// <summary>
/// Thrown by a step that has failed and has more to say than a sentence: the details are stored with the failed step, beside the message.
/// </summary>
public class ProcessFailureException : OrchestratorException
{
    /// <summary>Fails the step.</summary>
    /// <param name="message">Why, in a sentence.</param>
    /// <param name="details">More about it; anything that System.Text.Json can write.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ProcessFailureException(string message, object? details = null, Exception? innerException = null)
        : this("process_failure", message, details, innerException) { }

    private protected ProcessFailureException(string code, string message, object? details, Exception? innerException)
        : base(code, message, innerException) => Details = details;

    /// <summary>More about it; null when the message says all.</summary>
    public object? Details { get; }
}
