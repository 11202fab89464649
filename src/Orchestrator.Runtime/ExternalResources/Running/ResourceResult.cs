namespace Orchestrator.ExternalResources;

/// <summary>The result of a step on an external resource.</summary>
/// <param name="Report">What it did.</param>
/// <param name="Remaining">The differences that remain after the write; null if there are none.</param>
internal sealed record ResourceResult(ResourceReport Report, ResourceReport? Remaining = null)
{
    /// <summary>
    /// The key that <c>Identify</c> returns, if the write has returned another one; null if they are the same, or the object is as desired
    /// by both.
    /// </summary>
    internal string? OtherKey { get; init; }
}
