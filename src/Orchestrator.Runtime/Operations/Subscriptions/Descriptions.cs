using Orchestrator.Options;

namespace Orchestrator.Operations;

/// <summary>The texts by which operators say what something is.</summary>
internal static class Descriptions
{
    /// <exception cref="InvalidRequestException">The text is longer than its column.</exception>
    internal static void Check(string? description, string what)
    {
        if (description is { Length: > Limits.MaxDescriptionLength })
        {
            throw new InvalidRequestException(
                $"{what}_description_too_long",
                $"The description of a {what.Replace('_', ' ')} has at most {Limits.MaxDescriptionLength} characters, not "
                    + $"{description.Length}."
            );
        }
    }
}
