namespace Orchestrator.Storage.Schema;

/// <summary>A pause of the bulk reconciles of a product or a subscription. The audit keeps those that have ended. Ours.</summary>
internal sealed class DriftPauseEntity
{
    /// <summary>The product or the subscription: each has one pause at most.</summary>
    public Guid TargetId { get; set; }

    /// <summary>The product; null when it is about one subscription.</summary>
    public Guid? ProductId { get; set; }

    /// <summary>The subscription; null for a product.</summary>
    public Guid? SubscriptionId { get; set; }

    public required string Reason { get; set; }

    public required string PausedBy { get; set; }

    public DateTimeOffset PausedAt { get; set; }

    /// <summary>The time at which it ends; null if it lasts until a user ends it.</summary>
    public DateTimeOffset? EndsAt { get; set; }
}
