using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Operations;

/// <summary>Shows subscriptions, decides which workflows may run on one, and sets them in sync by hand.</summary>
internal sealed class SubscriptionService(
    SubscriptionSummaryReader subscriptions,
    DriftPauseStore pauses,
    WorkflowCatalog catalog,
    AuthorizationService authorization,
    ReadAuthorization reads,
    ChangePublisher changes,
    IOptions<OrchestratorOptions> options
) : ISubscriptionDirectory
{
    private readonly ActionRules _rules = ActionRules.Of(options.Value);

    public async Task<SubscriptionSearchPage> SearchAsync(
        string query,
        int skip,
        int take,
        Caller? user = null,
        CancellationToken cancellationToken = default
    ) => await subscriptions.SearchAsync(query, skip, take, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<SubscriptionSummary>> GetAsync(
        IReadOnlyList<Guid> subscriptionIds,
        CancellationToken cancellationToken = default
    ) => subscriptions.GetAsync(subscriptionIds, cancellationToken);

    public async Task<SubscriptionDetail> GetDetailAsync(
        Guid subscriptionId,
        bool ownedInUseBy,
        Caller? user = null,
        CancellationToken cancellationToken = default
    ) =>
        await subscriptions.GetDetailAsync(
            subscriptionId,
            ownedInUseBy,
            await reads.FindScopeAsync(user, cancellationToken),
            cancellationToken
        );

    public async Task<SubscriptionActions> GetActionsAsync(
        Guid subscriptionId,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        var scope = await reads.FindScopeAsync(user, cancellationToken);
        var actions = _rules.Decide(await subscriptions.ReadActionFactsAsync(subscriptionId, scope, cancellationToken));

        if (scope is not null)
        {
            actions = new(ShowSeen(actions.Block), [.. actions.Items.Select(static item => item with { Block = ShowSeen(item.Block) })]);
        }

        // After the reading: an authorizer may take its time. Pauses are shown to people; no start waits for them.
        return user is null
            ? actions
            : actions with
            {
                Items = await BlockForbiddenAsync(actions.Items, user, cancellationToken),
                Pauses = await pauses.FindOfAsync(subscriptionId, cancellationToken),
            };
    }

    public async Task SetInSyncAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default)
    {
        // Before the transaction: an authorizer may take its time.
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.SetInSync) with { SubscriptionId = subscriptionId }, cancellationToken);
        if (!await reads.SeesSubscriptionAsync(subscriptionId, user, cancellationToken))
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }

        if (await subscriptions.SetInSyncAsync(subscriptionId, user, cancellationToken))
        {
            changes.Publish(ChangeKind.SubscriptionLock, subscriptionId);
        }
    }

    /// <summary>What stands in the way, without the subscriptions that the user does not see.</summary>
    private static ActionBlock? ShowSeen(ActionBlock? block)
    {
        return block is null
            ? null
            : block with
            {
                LockedRelations = Seen(block.LockedRelations),
                UnterminatedInUseBy = Seen(block.UnterminatedInUseBy),
            };

        static IReadOnlyList<RelatedSubscription>? Seen(IReadOnlyList<RelatedSubscription>? related) =>
            related is null ? null : [.. related.Where(static other => other != SubscriptionRelations.Hidden)];
    }

    private async Task<IReadOnlyList<SubscriptionAction>> BlockForbiddenAsync(
        IReadOnlyList<SubscriptionAction> items,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var decided = new List<SubscriptionAction>(items.Count);
        foreach (var item in items)
        {
            var request = user.AsksTo(WorkflowAction.Start, item.Name, item.Target, stepId: null, catalog.FindWorkflow(item.Name)?.Policy);
            var allowed = item.Block is not null || await authorization.AllowsAsync(request, cancellationToken);
            decided.Add(allowed ? item : item with { Block = new(ActionReason.InsufficientPermissions) });
        }

        return decided;
    }
}
