namespace Orchestrator.Processes;

/// <summary>The number of processes with each status.</summary>
/// <param name="Processes">Counts of those that are not tasks.</param>
/// <param name="Tasks">Counts of tasks.</param>
public sealed record ProcessStatusCounts(IReadOnlyDictionary<ProcessStatus, int> Processes, IReadOnlyDictionary<ProcessStatus, int> Tasks);
