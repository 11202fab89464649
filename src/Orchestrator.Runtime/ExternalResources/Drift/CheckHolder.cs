namespace Orchestrator.Drift;

/// <summary>The process that held a subscription while it was checked.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="ChangedAt">When it had last done anything, in microseconds as it is stored.</param>
internal sealed record CheckHolder(Guid ProcessId, DateTimeOffset ChangedAt);
