namespace Orchestrator.Api.Errors;

/// <summary>A request that is refused with a status and a sentence.</summary>
internal sealed class ProblemException(int status, string message) : Exception(message)
{
    internal int Status { get; } = status;

    /// <summary>What the message does not say because orchestrator-core has this text; null for nothing.</summary>
    internal string? Hint { get; init; }

    /// <summary>When the client may try again; null when that would not help.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
