namespace Orchestrator.Webhooks;

/// <summary>When a delivery is tried again.</summary>
internal static class WebhookRetries
{
    /// <summary>The longest that a receiver may ask to wait.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(4),
    ];

    /// <summary>Computes the time until the next attempt.</summary>
    /// <param name="attempts">How often it was tried.</param>
    /// <param name="retryAfter">What the receiver has asked for; null for nothing.</param>
    /// <param name="jitter">From 0 to 1: so that deliveries that failed together are not tried together.</param>
    internal static TimeSpan DelayAfter(int attempts, TimeSpan? retryAfter, double jitter)
    {
        var delay = Delays[Math.Clamp(attempts - 1, 0, Delays.Length - 1)] * (1 + (jitter / 5));
        return retryAfter is not { } asked || asked <= delay ? delay
            : asked > MaxDelay ? MaxDelay
            : asked;
    }
}
