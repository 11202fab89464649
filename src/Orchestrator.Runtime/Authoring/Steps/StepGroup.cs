namespace Orchestrator;

/// <summary>
/// Several steps that are shown to operators as one, with one row in the log for each attempt. A retry runs the group again from its first
/// step.
/// </summary>
/// <param name="Id">The identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Steps">The steps; at least one.</param>
internal sealed record StepGroup(string Id, string Name, StepList Steps) : Step;
