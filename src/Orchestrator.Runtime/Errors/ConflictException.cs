namespace Orchestrator;

/// <summary>The thing is in a state in which this cannot be done now.</summary>
/// <param name="code">A stable code, for example <c>process_not_resumable</c>.</param>
/// <param name="message">Names the thing, its state and what to do first.</param>
public sealed class ConflictException(string code, string message) : OrchestratorException(code, message)
{
    /// <summary>The process that holds the thing, if that is the reason; null otherwise.</summary>
    public Guid? LockedBy { get; init; }
}
