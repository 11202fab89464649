namespace Orchestrator.Processes;

/// <summary>What the log of a process says about where it stands.</summary>
/// <param name="FinishedKeys">The keys of the finished steps, in order.</param>
/// <param name="WaitingKey">The key of the step at which the process waits for input or a callback; null when it does not.</param>
/// <param name="IsIdentified">False when orchestrator-core has logged steps of it: their rows have names and no keys.</param>
internal sealed record StepHistory(IReadOnlyList<string> FinishedKeys, string? WaitingKey, bool IsIdentified)
{
    /// <summary>Which rows or values of the process cannot be read, so that it is not known where it stands; null when all can.</summary>
    internal string? Problem { get; init; }
}
