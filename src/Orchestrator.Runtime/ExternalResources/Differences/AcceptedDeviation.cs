namespace Orchestrator;

/// <summary>A decision of a person that a difference may stay: it does not count as drift, and no apply corrects it.</summary>
/// <param name="By">Who has accepted it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When it ends; null for one that ends when a value changes or a person withdraws it.</param>
public sealed record AcceptedDeviation(string By, string Reason, DateTimeOffset? Until);
