namespace Orchestrator.Storage.Schema;

/// <summary>What a reconcile would do, and the states for which that is so. Ours.</summary>
internal sealed class ReconcilePlanEntity
{
    public Guid PlanId { get; set; }

    public Guid SubscriptionId { get; set; }

    public required string WorkflowName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Hashes of the desired and the actual state of each resource, a JSON object.</summary>
    public required string Seen { get; set; }

    /// <summary>What each step would do, a JSON array.</summary>
    public required string Steps { get; set; }
}
