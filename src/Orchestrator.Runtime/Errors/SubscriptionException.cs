namespace Orchestrator;

/// <summary>A subscription, or a change of it, violates a rule of its product.</summary>
/// <param name="code">A stable code, for example <c>value_missing</c>.</param>
/// <param name="message">Names the subscription and the path of the value.</param>
public sealed class SubscriptionException(string code, string message) : OrchestratorException(code, message)
{
    /// <summary>The process that holds the subscription, if that is the reason; null otherwise.</summary>
    public Guid? LockedBy { get; init; }

    /// <summary>The status of that process as it is stored; null when it is not known.</summary>
    internal string? LockedByStatus { get; init; }
}
