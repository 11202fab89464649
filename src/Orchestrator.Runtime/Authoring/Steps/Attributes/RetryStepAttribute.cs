namespace Orchestrator;

/// <summary>
/// Marks a step that is retried after a failure: its process waits instead of failing. With <see cref="MaxAttempts"/>, the engine retries
/// the step automatically; otherwise, a user or the hourly task retries it. The time of the next attempt is stored, so it survives a
/// restart.
/// </summary>
/// <param name="name">The name shown to operators.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RetryStepAttribute(string name) : StepAttribute(name)
{
    /// <summary>
    /// The maximum number of automatic attempts, including the first, before the step fails permanently. Default 0: no automatic retries.
    /// </summary>
    public int MaxAttempts { get; set; }

    /// <summary>The delay between the first failure and the next attempt, in seconds, at most 86,400 (one day). Default 10.</summary>
    public double FirstDelaySeconds { get; set; } = 10;

    /// <summary>The factor by which each delay is longer than the previous one. Default 2.</summary>
    public double Backoff { get; set; } = 2;
}
