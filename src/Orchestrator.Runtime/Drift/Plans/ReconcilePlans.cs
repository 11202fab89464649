using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.ExternalResources;
using Orchestrator.Options;
using Orchestrator.Products;
using Orchestrator.Storage.Drift;

namespace Orchestrator.Drift;

/// <inheritdoc cref="IReconcilePlans"/>
internal sealed class ReconcilePlans(
    IDriftChecks checks,
    ISubscriptionDirectory subscriptions,
    ReconcilePlanStore store,
    StateKeyStore keys,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
) : IReconcilePlans
{
    public async Task<ReconcilePlan> MakeAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default)
    {
        return await MakeAsync(await checks.CheckAsync(subscriptionId, user, cancellationToken), user, cancellationToken);
    }

    /// <summary>Makes a plan of what a check has just found.</summary>
    internal async Task<ReconcilePlan> MakeAsync(SubscriptionDrift found, Caller user, CancellationToken cancellationToken)
    {
        var subscriptionId = found.SubscriptionId;
        var actions = await subscriptions.GetActionsAsync(subscriptionId, user, cancellationToken);
        var action =
            actions.Items.FirstOrDefault(static action => action.Target == Target.Reconcile)
            ?? throw new NotFoundException(
                "reconcile_workflow_missing",
                $"The product of subscription {subscriptionId} has no reconcile workflow, so there is nothing to plan."
            );
        PlannedChange[] steps = [.. found.Resources.Select(Plan)];
        if (steps.Any(static step => step.Error is not null))
        {
            return new(action.Name, PlanId: null, ReconcilePlan.Incomplete, steps) { Pauses = actions.Pauses };
        }

        var now = time.GetUtcNow();
        var planId = Guid.CreateVersion7(now);
        var plan = new StoredReconcilePlan(
            planId,
            subscriptionId,
            action.Name,
            now,
            now + options.Value.ReconcilePlanRetention,
            await SeeAsync(found.Resources, cancellationToken),
            PlannedChange.Write(steps)
        );
        await store.AddAsync(plan, cancellationToken);
        return new(action.Name, planId, action.Block?.Reason, steps) { Pauses = actions.Pauses };
    }

    /// <summary>Hashes the desired states of what a check has just found, with their keys and what is accepted of them.</summary>
    internal async Task<string> HashDesiredAsync(IReadOnlyList<ResourceDrift> found, CancellationToken cancellationToken)
    {
        var hasher = new StateHasher(await keys.GetAsync(cancellationToken));
        return Convert.ToHexStringLower(
            hasher.OfSet(
                found
                    .Where(static resource => resource.Comparison is not null)
                    .Select(resource => hasher.OfText($"{resource.Id} {resource.Comparison!.See(hasher).Desired}"))
            )
        );
    }

    private static PlannedChange Plan(ResourceDrift found) =>
        found.Comparison switch
        {
            null when found.IsUnneeded => new(found.Name, found.Id, ResourceEffect.Nothing, Error: null, [], DifferenceCount: 0),
            null => new(found.Name, Resource: null, ResourceEffect.CannotTell, found.Error, [], DifferenceCount: 0),

            // Its reconcile fails: without a key it would make another object each time.
            { Key: null, Effect: ResourceEffect.Create } => new(
                found.Name,
                found.Id,
                ResourceEffect.CannotTell,
                "It was never created: the subscription has no key of it. Create it with the create or a modify workflow.",
                [],
                DifferenceCount: 0
            ),
            var compared => new(found.Name, found.Id, compared.Effect, Error: null, found.Differences, found.DifferenceCount),
        };

    /// <summary>What was seen of each resource.</summary>
    private async Task<string> SeeAsync(IReadOnlyList<ResourceDrift> found, CancellationToken cancellationToken)
    {
        var hasher = new StateHasher(await keys.GetAsync(cancellationToken));
        return JsonSerializer.Serialize(
            found
                .Where(static resource => resource.Comparison is not null)
                .DistinctBy(static resource => resource.Id)
                .ToDictionary(static resource => resource.Id, resource => resource.Comparison!.See(hasher), StringComparer.Ordinal),
            StateJson.Options
        );
    }
}
