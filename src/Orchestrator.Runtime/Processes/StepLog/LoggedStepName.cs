namespace Orchestrator.Processes;

/// <summary>How a step is named in the step log.</summary>
/// <param name="Key">Its stable key, which code and log are compared by.</param>
/// <param name="Shown">The name that operators read.</param>
internal readonly record struct LoggedStepName(string Key, string Shown);
