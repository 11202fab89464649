namespace Orchestrator;

/// <summary>An accepted difference: it does not count as drift, and no apply corrects it.</summary>
/// <param name="By">The user who accepted it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">The time at which it ends; null if it ends only when a value changes or a user withdraws it.</param>
public sealed record AcceptedDeviation(string By, string Reason, DateTimeOffset? Until);
