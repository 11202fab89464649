namespace Orchestrator;

/// <summary>A step that runs on a part of the state: it reads and writes the keys of the object that is the value of one key.</summary>
/// <param name="Key">The key; if it is missing, the part is an empty object.</param>
/// <param name="Step">The step.</param>
internal sealed record FocusedStep(string Key, Step Step) : Step;
