namespace Orchestrator.Drift;

/// <summary>Plans a reconcile before it is started.</summary>
public interface IReconcilePlans
{
    /// <summary>
    /// Checks a subscription and plans its reconcile. The plan is stored for the time in the setting <c>ReconcilePlanRetention</c>, so that
    /// a process can be bound to it.
    /// </summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist, or its product has no reconcile workflow.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="ConflictException">The subscription cannot be checked now; see <see cref="IDriftChecks.CheckAsync"/>.</exception>
    Task<ReconcilePlan> MakeAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default);
}

/// <summary>What a reconcile would do.</summary>
/// <param name="WorkflowName">The reconcile workflow.</param>
/// <param name="PlanId">The plan to which a process can be bound; null when a step of it could not be planned.</param>
/// <param name="Reason">
/// The reason why it cannot be started, as in the list of actions, or <see cref="Incomplete"/>; null if it can.
/// </param>
/// <param name="Steps">The effect of each step.</param>
public sealed record ReconcilePlan(string WorkflowName, Guid? PlanId, string? Reason, IReadOnlyList<PlannedChange> Steps)
{
    /// <summary>The reason if a step could not be planned; the step contains the error.</summary>
    public const string Incomplete = "plan.incomplete";

    /// <summary>True when a process can be started with it now.</summary>
    public bool CanStart => Reason is null;

    /// <summary>The pauses of the subscription that are in effect.</summary>
    public IReadOnlyList<DriftPause> Pauses { get; init; } = [];
}
