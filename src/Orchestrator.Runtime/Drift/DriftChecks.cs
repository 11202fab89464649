using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;
using Orchestrator.ExternalResources;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Drift;

internal sealed class DriftChecks(
    DriftCheck check,
    DriftStore store,
    DriftReader reader,
    DriftPauseStore pauses,
    HealStore heals,
    StateKeyStore keys,
    SubscriptionSummaryReader subscriptions,
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    AuthorizationService authorization,
    ReadAuthorization reads,
    ChangePublisher changes,
    EngineInstruments instruments,
    IOptions<OrchestratorOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time
) : IDriftChecks
{
    /// <summary>How often a check is made again whose subscription was changed meanwhile.</summary>
    private const int MaxAttempts = 3;

    private readonly ActionRules _rules = ActionRules.Of(options.Value);

    private readonly ConcurrentDictionary<CheckKey, Lazy<Task<SubscriptionDrift>>> _running = new();

    public async Task<SubscriptionDrift> CheckAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default)
    {
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.Check) with { SubscriptionId = subscriptionId }, cancellationToken);
        if (!await reads.SeesSubscriptionAsync(subscriptionId, user, cancellationToken))
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }

        return await CompleteAsync(await CheckAsync(subscriptionId, cancellationToken), cancellationToken);
    }

    /// <summary>Checks a subscription; callers that check it at the same time on this host share one check.</summary>
    internal Task<SubscriptionDrift> CheckAsync(Guid subscriptionId, CancellationToken cancellationToken) =>
        ShareAsync(new(subscriptionId, IsInTurn: false, Answers: null), CancellationToken.None).WaitAsync(cancellationToken);

    /// <summary>Checks a subscription as one of many, which use up the limits of external systems.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="answers">Which systems do not answer those many checks, and are not asked; null where that does not matter.</param>
    /// <param name="turnOver">When what has not begun by then is left for the next turn.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="LimitsUsedUpException">It is left for the next turn: nothing was stored.</exception>
    internal Task<SubscriptionDrift> CheckInTurnAsync(
        Guid subscriptionId,
        SystemAnswers? answers,
        CancellationToken turnOver,
        CancellationToken cancellationToken
    ) => ShareAsync(new(subscriptionId, IsInTurn: true, answers), turnOver).WaitAsync(cancellationToken);

    private Task<SubscriptionDrift> ShareAsync(CheckKey key, CancellationToken turnOver) =>
        _running.GetOrAdd(key, shared => new(() => Task.Run(() => RunAsync(shared, turnOver), CancellationToken.None))).Value;

    public async Task<SubscriptionDrift> GetAsync(
        Guid subscriptionId,
        Caller? user = null,
        CancellationToken cancellationToken = default
    ) =>
        await CompleteAsync(
            await reader.GetAsync(subscriptionId, await reads.FindScopeAsync(user, cancellationToken), cancellationToken),
            cancellationToken
        );

    public async Task<DriftHistoryPage> GetHistoryAsync(
        Guid subscriptionId,
        int skip,
        int take,
        Caller? user = null,
        CancellationToken cancellationToken = default
    ) => await reader.ReadHistoryAsync(subscriptionId, skip, take, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);

    public async Task<DriftPage> ListAsync(DriftSearch search, Caller? user = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        return await reader.ListAsync(search, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<DriftCount>> SummarizeAsync(Caller? user = null, CancellationToken cancellationToken = default) =>
        await reader.CountAsync(await reads.FindScopeAsync(user, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<DriftGroup>> GroupAsync(
        string? product,
        Caller? user = null,
        CancellationToken cancellationToken = default
    ) => await reader.GroupAsync(product, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Guid>?> FindSubscriptionsAsync(
        DriftGroup group,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        return await reader.FindSubscriptionsAsync(group, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    /// <summary>Adds what else is known of what happens to the subscription.</summary>
    private async Task<SubscriptionDrift> CompleteAsync(SubscriptionDrift drift, CancellationToken cancellationToken)
    {
        var attempts = await heals.FindAsync(drift.SubscriptionId, cancellationToken);
        return drift with
        {
            Pauses = await pauses.FindOfAsync(drift.SubscriptionId, cancellationToken),
            Attempts = attempts.Count,
            NextHealAt = attempts.NextAt,
        };
    }

    /// <summary>Adds hashes of what differs: what is shown of it is masked, and not all of it.</summary>
    private async Task<IReadOnlyList<ResourceDrift>> HashAsync(IReadOnlyList<ResourceDrift> found, CancellationToken cancellationToken)
    {
        if (found.All(static resource => resource.Comparison is not { Found.Count: > 0 }))
        {
            return found;
        }

        var hasher = new StateHasher(await keys.GetAsync(cancellationToken));
        return
        [
            .. found.Select(resource =>
                resource.Comparison is { Found.Count: > 0 } compared ? resource with { Values = compared.HashFound(hasher) } : resource
            ),
        ];
    }

    private async Task<SubscriptionDrift> RunAsync(CheckKey key, CancellationToken turnOver)
    {
        try
        {
            var begun = time.GetTimestamp();
            var found = await CheckAndStoreAsync(key, turnOver, lifetime.ApplicationStopping);
            instruments.RecordCheck(WireName.Of(found.Status), time.GetElapsedTime(begun));
            if (found.IsChanged)
            {
                changes.Publish(ChangeKind.Drift, key.SubscriptionId);
            }

            return found;
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    private async Task<SubscriptionDrift> CheckAndStoreAsync(CheckKey key, CancellationToken turnOver, CancellationToken cancellationToken)
    {
        var subscriptionId = key.SubscriptionId;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var basis = await store.ReadBasisAsync(subscriptionId, cancellationToken);
            if (basis.IsBeingChanged)
            {
                throw new ConflictException(
                    "subscription_out_of_sync",
                    $"Subscription {subscriptionId} cannot be checked now: process {basis.LockedBy} works on it. Check it again "
                        + "when the process has ended."
                )
                {
                    LockedBy = basis.LockedBy,
                };
            }

            var steps = await FindStepsAsync(subscriptionId, cancellationToken);
            var compared = await check.CompareAsync(subscriptionId, steps, key.Answers, turnOver, cancellationToken);
            var found = await HashAsync(compared, cancellationToken);
            if (await store.SaveAsync(subscriptionId, basis, found, cancellationToken) is { } stored)
            {
                return stored;
            }
        }

        throw new ConflictException(
            "subscription_changed",
            $"Subscription {subscriptionId} was changed each time while it was checked. Check it again."
        );
    }

    /// <summary>The steps of the workflow that reconciles the subscription; none when its product has no such workflow.</summary>
    /// <exception cref="ConflictException">The workflow may not run in the subscription's lifecycle.</exception>
    private async Task<ImmutableArray<PlannedStep>> FindStepsAsync(Guid subscriptionId, CancellationToken cancellationToken)
    {
        var facts = await subscriptions.ReadActionFactsAsync(subscriptionId, scope: null, cancellationToken);
        if (facts.Workflows.FirstOrDefault(static workflow => workflow.Target == Target.Reconcile) is not { } linked)
        {
            return [];
        }

        // Who holds it, or what is related to it, does not matter to who only reads.
        var action = _rules.Decide(inSync: true, holder: null, facts.Status, relations: [], [linked]).Items[0];
        return action.Block is null
            ? catalog.FindWorkflow(linked.Name) is { } workflow && planner.TryGetPlan(workflow, State.Empty) is { } plan
                ? plan.Steps
                : []
            : throw new ConflictException(
                "subscription_not_checkable",
                $"Subscription {subscriptionId} cannot be checked while it is "
                    + $"{(facts.Status is { } status ? WireName.Of(status) : "in a status that is not known")}: its reconcile workflow "
                    + $"runs only while it is {string.Join(" or ", (action.Block.UsableWhen ?? []).Select(WireName.Of))}."
            );
    }

    /// <summary>
    /// What is shared. A check in a turn is shared with those of the same bulk check alone: it can be left for the next turn, or does not
    /// ask a system, and others need an answer now.
    /// </summary>
    private readonly record struct CheckKey(Guid SubscriptionId, bool IsInTurn, SystemAnswers? Answers);
}
