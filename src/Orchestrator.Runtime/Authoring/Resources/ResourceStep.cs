namespace Orchestrator;

/// <summary>A step that applies, removes or compares an external resource.</summary>
/// <param name="Resource">The class of the resource.</param>
/// <param name="Action">The action.</param>
public sealed record ResourceStep(Type Resource, ResourceAction Action) : Step;
