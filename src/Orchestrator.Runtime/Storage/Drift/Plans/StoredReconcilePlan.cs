namespace Orchestrator.Storage.Drift;

/// <summary>A plan of a reconcile as it is stored.</summary>
/// <param name="PlanId">Its id.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="WorkflowName">The reconcile workflow.</param>
/// <param name="CreatedAt">When the states were read.</param>
/// <param name="ExpiresAt">From when on no process is started with it.</param>
/// <param name="Seen">What was seen of each resource, as JSON.</param>
/// <param name="Steps">What each step would do, as JSON.</param>
internal sealed record StoredReconcilePlan(
    Guid PlanId,
    Guid SubscriptionId,
    string WorkflowName,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string Seen,
    string Steps
);
