namespace Orchestrator.Drift;

/// <summary>Says what a reconcile would do, before it is started.</summary>
public interface IReconcilePlans
{
    /// <summary>
    /// Checks a subscription now and plans its reconcile. The plan is stored, so that a process can be bound to it, for the time in the
    /// setting <c>ReconcilePlanRetention</c>.
    /// </summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist, or its product has no reconcile workflow.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="ConflictException">The subscription cannot be checked now; see <see cref="IDriftChecks.CheckAsync"/>.</exception>
    Task<ReconcilePlan> MakeAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default);
}

/// <summary>What a reconcile would do.</summary>
/// <param name="WorkflowName">The reconcile workflow.</param>
/// <param name="PlanId">The plan to which a process can be bound; null when a step of it could not be planned.</param>
/// <param name="Reason">Why it cannot be started, as the list of actions says it, or <see cref="Incomplete"/>; null when it can.</param>
/// <param name="Steps">What each step would do.</param>
public sealed record ReconcilePlan(string WorkflowName, Guid? PlanId, string? Reason, IReadOnlyList<PlannedChange> Steps)
{
    /// <summary>The reason of a plan of which a step could not be planned; the step says why.</summary>
    public const string Incomplete = "plan.incomplete";

    /// <summary>True when a process can be started with it now.</summary>
    public bool CanStart => Reason is null;

    /// <summary>The pauses that keep bulk reconciles from the subscription now.</summary>
    public IReadOnlyList<DriftPause> Pauses { get; init; } = [];
}
