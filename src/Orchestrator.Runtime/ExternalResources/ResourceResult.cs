namespace Orchestrator.ExternalResources;

/// <summary>How a step on an external resource ended.</summary>
/// <param name="Report">What it did.</param>
/// <param name="Remaining">What still differs although it was written; null when nothing does.</param>
internal sealed record ResourceResult(ResourceReport Report, ResourceReport? Remaining = null);
