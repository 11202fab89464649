namespace Orchestrator;

/// <summary>A step that runs on a part of the state: it reads and writes the keys of the object under one key.</summary>
/// <param name="Key">The key; a missing one is an empty object.</param>
/// <param name="Step">The step.</param>
public sealed record FocusedStep(string Key, Step Step) : Step;
