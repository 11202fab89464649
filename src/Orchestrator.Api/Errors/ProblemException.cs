namespace Orchestrator.Api.Errors;

/// <summary>A request that is refused with a status and a sentence.</summary>
internal sealed class ProblemException(int status, string message) : Exception(message)
{
    internal int Status { get; } = status;

    /// <summary>When the client may try again; null when that would not help.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
