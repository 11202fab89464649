namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>When a step that failed is tried again, as its attribute says.</summary>
/// <param name="MaxAttempts">How often it is tried automatically; 0: never automatically.</param>
/// <param name="FirstDelaySeconds">Seconds between the first failure and the next attempt.</param>
/// <param name="Backoff">By how much each delay is longer than the one before.</param>
internal sealed record RetryModel(int MaxAttempts, double FirstDelaySeconds, double Backoff);
