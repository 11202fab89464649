namespace Orchestrator.ExternalResources;

/// <summary>The result of a step on an external resource.</summary>
/// <param name="Report">What it did.</param>
/// <param name="Remaining">The differences that remain after the write; null if there are none.</param>
internal sealed record ResourceResult(ResourceReport Report, ResourceReport? Remaining = null);
