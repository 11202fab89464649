namespace Orchestrator.Processes;

/// <summary>The row that a group's steps write over.</summary>
/// <param name="StepId">The row's id.</param>
/// <param name="StartedAt">When the group began.</param>
internal sealed record GroupRow(Guid StepId, DateTimeOffset StartedAt);
