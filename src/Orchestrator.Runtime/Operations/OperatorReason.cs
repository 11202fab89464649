using Orchestrator.Options;

namespace Orchestrator.Operations;

/// <summary>The reason that a person gives for what they do, which the audit log keeps.</summary>
internal static class OperatorReason
{
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    internal static void Check(string? reason)
    {
        if (reason?.Length > Limits.MaxReasonLength)
        {
            throw new InvalidRequestException(
                "reason_too_long",
                $"The reason has more than {Limits.MaxReasonLength} characters. Shorten it."
            );
        }
    }
}
