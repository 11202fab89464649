namespace Orchestrator;

/// <summary>The first or last step of a plain workflow. The engine adds it to other workflows.</summary>
/// <param name="IsLast">True for the step that completes the process.</param>
internal sealed record BoundaryStep(bool IsLast) : Step;
