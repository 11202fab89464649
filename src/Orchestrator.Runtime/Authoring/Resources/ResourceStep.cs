namespace Orchestrator;

/// <summary>A step that applies, removes or compares an external resource.</summary>
/// <param name="Resource">The class of the resource.</param>
/// <param name="Action">What is done with it.</param>
public sealed record ResourceStep(Type Resource, ResourceAction Action) : Step;
