namespace Orchestrator.Binding;

/// <summary>Defines when a failed step is retried.</summary>
/// <param name="MaxAttempts">The maximum number of automatic attempts, including the first; 0 for no automatic retries.</param>
/// <param name="FirstDelay">The time between the first failure and the next attempt.</param>
/// <param name="Backoff">The factor by which each delay is longer than the previous one.</param>
internal sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstDelay, double Backoff)
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    /// <summary>Makes a first delay of a number of seconds, however large.</summary>
    internal static TimeSpan ToDelay(double seconds) =>
        seconds < MaxDelay.TotalSeconds ? TimeSpan.FromSeconds(Math.Max(seconds, 0)) : MaxDelay;

    /// <summary>Returns the delay after a failed attempt, at most one day.</summary>
    /// <param name="attempt">The number of the attempt, 1 for the first.</param>
    /// <returns>The delay; null when the step is not retried automatically.</returns>
    public TimeSpan? DelayAfter(int attempt)
    {
        if (attempt >= MaxAttempts)
        {
            return null;
        }

        if (FirstDelay <= TimeSpan.Zero)
        {
            // Zero times a back-off that has grown beyond every number is not a number.
            return TimeSpan.Zero;
        }

        return ToDelay(FirstDelay.TotalSeconds * Math.Pow(Backoff, attempt - 1));
    }
}
