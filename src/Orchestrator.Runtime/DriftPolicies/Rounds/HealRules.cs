using System.Globalization;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Execution;
using Orchestrator.ExternalResources;
using Orchestrator.Operations;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;

namespace Orchestrator.DriftPolicies;

/// <summary>
/// What has to hold before a round corrects a subscription. It is checked again, and only what the round has found is corrected: the
/// reconcile is bound to the plan that follows.
/// </summary>
internal sealed class HealRules(
    HostDriftPolicies policies,
    MaintenanceWindows windows,
    DriftChecks checks,
    ReconcilePlans plans,
    BulkCheckStore rounds,
    BulkReconcileStore bulk,
    HealStore heals,
    TimeProvider time
)
{
    /// <summary>How long a round that waits for another one does not look again.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(5);

    /// <summary>Says when a round may start anything; null for now.</summary>
    internal async Task<DateTimeOffset?> FindOpeningAsync(StepExecution round, CancellationToken cancellationToken) =>
        await windows.FindOpeningAsync(HealWorkflow.ProductOf(round.State), cancellationToken) is { } opening ? opening
        : await bulk.IsBehindOtherRoundAsync(round.Lease.ProcessId, QueryOf(round), cancellationToken) ? time.GetUtcNow() + Behind
        : null;

    /// <summary>Whether a round may start anything, inside a transaction, which holds the row of the product from here on.</summary>
    internal async Task<bool> MayStartAsync(OrchestratorDbContext database, StepExecution round, CancellationToken cancellationToken)
    {
        _ = await DriftPauseStore.HoldProductAsync(database, HealWorkflow.ProductOf(round.State), time.GetUtcNow(), cancellationToken);
        return !await IsHeldUpAsync(database, round, cancellationToken);
    }

    /// <summary>Compares a subscription again.</summary>
    /// <param name="round">The round.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="turnOver">The end of the look: what waits for the limits of an external system then is left for the next.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="ConflictException">
    /// The policy corrects nothing now; with <see cref="BulkReconcileStore.NotNow"/> the subscription is left for the next look.
    /// </exception>
    internal async Task<SubscriptionDrift> CheckAsync(
        StepExecution round,
        Guid subscriptionId,
        CancellationToken turnOver,
        CancellationToken cancellationToken
    )
    {
        var product = HealWorkflow.ProductOf(round.State);
        if ((await policies.GetAsync(product, cancellationToken)).Heal != DriftHealing.Heal)
        {
            throw Skip(NotNow(product));
        }

        try
        {
            return await checks.CheckInTurnAsync(subscriptionId, answers: null, turnOver, cancellationToken);
        }
        catch (LimitsUsedUpException exception)
        {
            throw new ConflictException(BulkReconcileStore.NotNow, exception.Message);
        }
    }

    /// <summary>Says how the reconcile of a subscription is started that was compared again.</summary>
    /// <exception cref="ConflictException">It is not started, for the reason that the exception says.</exception>
    internal async Task<RuledReconcile> PrepareAsync(StepExecution round, SubscriptionDrift found, CancellationToken cancellationToken)
    {
        var subscriptionId = found.SubscriptionId;
        var seen = await rounds.ReadResourcesAsync(round.Lease.ProcessId, subscriptionId, cancellationToken);
        if (FindObstacle(found, seen) is { } obstacle)
        {
            throw Skip(obstacle);
        }

        var now = time.GetUtcNow();
        var states = await plans.HashDesiredAsync(found.Resources, cancellationToken);
        var attempts = await heals.FindAsync(subscriptionId, cancellationToken);
        if (attempts.Waits(states, now))
        {
            throw Skip(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Its correction has failed, or it has drifted again after it: {attempts.Count} in succession. It is corrected "
                        + $"again after {attempts.NextAt!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."
                )
            );
        }

        var plan = await plans.MakeAsync(found, round.Lease.Caller, cancellationToken);
        return plan is { PlanId: { } planId, CanStart: true }
            ? new(
                new() { Plan = planId },
                async (database, _, token) =>
                {
                    await DemandAsync(database, round, token);
                    await HealStore.WriteAsync(database, subscriptionId, attempts.Next(states, time.GetUtcNow()), token);
                }
            )
            : throw Skip($"It cannot be reconciled now: {plan.Reason}.");
    }

    /// <summary>Says that a policy corrects nothing.</summary>
    internal static string NotNow(string product) => $"The policy of product '{product}' corrects nothing now.";

    /// <summary>
    /// What holds for the whole round is asked again inside the transaction that starts a reconcile, which holds the row of the product:
    /// the check of the subscription and its plan have taken some time.
    /// </summary>
    private async Task DemandAsync(OrchestratorDbContext database, StepExecution round, CancellationToken cancellationToken)
    {
        var product = HealWorkflow.ProductOf(round.State);
        if ((await policies.GetAsync(database, product, cancellationToken)).Heal != DriftHealing.Heal)
        {
            throw Skip(NotNow(product));
        }

        if (await IsHeldUpAsync(database, round, cancellationToken))
        {
            throw new ConflictException(BulkReconcileStore.NotNow, $"The round {round.Lease.ProcessId} starts nothing for now.");
        }
    }

    private async Task<bool> IsHeldUpAsync(OrchestratorDbContext database, StepExecution round, CancellationToken cancellationToken) =>
        await windows.IsClosedAsync(database, HealWorkflow.ProductOf(round.State), cancellationToken)
        || await BulkReconcileStore.IsBehindOtherRoundAsync(database, round.Lease.ProcessId, QueryOf(round), cancellationToken);

    private static string QueryOf(StepExecution round) => BulkReconcileWorkflow.Selection(round.State).Query;

    /// <summary>Says why a subscription is left alone; null when nothing speaks against a reconcile.</summary>
    private static string? FindObstacle(SubscriptionDrift found, IReadOnlyList<ResourceDrift> seen)
    {
        if (found.IsHeld)
        {
            return "It is not in sync.";
        }

        if (found.Status == DriftStatus.Unknown)
        {
            return "It could not be compared again: its external system has not answered. The next round looks again.";
        }

        ResourceDrift[] drifted = [.. found.Resources.Where(static resource => resource.Status == DriftStatus.Drifted)];
        if (
            found.Status != DriftStatus.Drifted
            || drifted.Length != seen.Count
            || !drifted.Zip(seen).All(static pair => pair.First.IsSameAs(pair.Second))
        )
        {
            return "What has drifted is not what the round has found. The next round looks again.";
        }

        return found.Resources.FirstOrDefault(static resource =>
                !resource.IsUnneeded && resource.Comparison is null or { Effect: ResourceEffect.CannotTell }
            )
                is { } unknown
                ? $"What a reconcile would do to {unknown.Name} is not known."
            : found.Resources.FirstOrDefault(static resource => resource.Comparison is { IsRemoving: true }) is { } removed
                ? $"A reconcile would remove {removed.Name}, which only a person does."
            : null;
    }

    /// <summary>Says why a subscription is left alone.</summary>
    internal static ConflictException Skip(string reason) => new("heal_skipped", reason);
}
