namespace Orchestrator.Webhooks;

/// <summary>What became of an attempt to send a delivery.</summary>
/// <param name="Error">Why it was not received; null when it was.</param>
/// <param name="RetryAfter">How long the receiver asks to wait; null for nothing.</param>
/// <param name="IsGone">Whether the receiver wants no more deliveries.</param>
internal sealed record WebhookAnswer(string? Error, TimeSpan? RetryAfter, bool IsGone)
{
    internal static readonly WebhookAnswer Received = new(Error: null, RetryAfter: null, IsGone: false);
}
