namespace Orchestrator;

/// <summary>The operation conflicts with the current state of an entity.</summary>
/// <param name="code">A stable code, for example <c>process_not_resumable</c>.</param>
/// <param name="message">Names the entity, its state, and the next action.</param>
public sealed class ConflictException(string code, string message) : OrchestratorException(code, message)
{
    /// <summary>The process that holds the entity, if that is the reason; null otherwise.</summary>
    public Guid? LockedBy { get; init; }
}
