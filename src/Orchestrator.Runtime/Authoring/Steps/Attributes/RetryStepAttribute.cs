namespace Orchestrator;

/// <summary>
/// Marks a step that is tried again when it fails: its process waits instead of failing. With <see cref="MaxAttempts"/> the engine retries
/// it automatically; otherwise a person or the hourly task does. The time of the next attempt is stored, so it survives a restart.
/// </summary>
/// <param name="name">The name shown to operators.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RetryStepAttribute(string name) : StepAttribute(name)
{
    /// <summary>
    /// How often the step is tried automatically before it fails permanently, including the first time. Default 0: never automatically.
    /// </summary>
    public int MaxAttempts { get; set; }

    /// <summary>Seconds between the first failure and the next attempt, at most 86,400 (a day). Default 10.</summary>
    public double FirstDelaySeconds { get; set; } = 10;

    /// <summary>The factor by which each delay is longer than the previous one. Default 2.</summary>
    public double Backoff { get; set; } = 2;
}
