namespace Orchestrator;

/// <summary>
/// Thrown by a step of a validate workflow if an external system differs from the core database. The process then ends in
/// <c>inconsistent_data</c> and is assigned to the NOC.
/// </summary>
/// <param name="message">The difference, in one sentence.</param>
/// <param name="details">The difference itself, stored with the failed step; anything that System.Text.Json can write.</param>
public class InconsistentDataException(string message, object? details = null)
    : ProcessFailureException("inconsistent_data", message, details, innerException: null);
