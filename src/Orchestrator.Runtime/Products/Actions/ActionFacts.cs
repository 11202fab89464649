namespace Orchestrator.Products.Actions;

/// <summary>What decides which workflows may run on a subscription.</summary>
/// <param name="InSync">Whether it is in sync, and no process is about to take it.</param>
/// <param name="Holder">The process that holds it, or is about to; null when none does.</param>
/// <param name="Status">Its lifecycle; null when its row says something else.</param>
/// <param name="Relations">The subscriptions that use it, or that it depends on.</param>
/// <param name="Workflows">The workflows of its product.</param>
internal sealed record ActionFacts(
    bool InSync,
    LockHolder? Holder,
    SubscriptionLifecycle? Status,
    IReadOnlyList<Relation> Relations,
    IReadOnlyList<LinkedWorkflow> Workflows
)
{
    /// <summary>The name of its product.</summary>
    internal required string ProductName { get; init; }
}
