using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Operations;

/// <summary>Shows subscriptions, decides which workflows may run on one, and sets them in sync by hand.</summary>
internal sealed class SubscriptionService(
    SubscriptionSummaryReader subscriptions,
    WorkflowCatalog catalog,
    AuthorizationService authorization,
    ChangePublisher changes,
    IOptions<OrchestratorOptions> options
) : ISubscriptionDirectory
{
    private readonly ActionRules _rules = new(
        options.Value.UsableWhileOutOfSync,
        options.Value.UsableStatuses,
        options.Value.BlockedByUsers
    );

    public Task<SubscriptionSearchPage> SearchAsync(string query, int skip, int take, CancellationToken cancellationToken = default) =>
        subscriptions.SearchAsync(query, skip, take, cancellationToken);

    public Task<IReadOnlyList<SubscriptionSummary>> GetAsync(
        IReadOnlyList<Guid> subscriptionIds,
        CancellationToken cancellationToken = default
    ) => subscriptions.GetAsync(subscriptionIds, cancellationToken);

    public Task<SubscriptionDetail> GetDetailAsync(Guid subscriptionId, bool ownedInUseBy, CancellationToken cancellationToken = default) =>
        subscriptions.GetDetailAsync(subscriptionId, ownedInUseBy, cancellationToken);

    public async Task<SubscriptionActions> GetActionsAsync(
        Guid subscriptionId,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        var actions = _rules.Decide(await subscriptions.ReadActionFactsAsync(subscriptionId, cancellationToken));

        // After the reading: an authorizer may take its time.
        return user is null ? actions : actions with { Items = await BlockForbiddenAsync(actions.Items, user, cancellationToken) };
    }

    public async Task SetInSyncAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default)
    {
        // Before the transaction: an authorizer may take its time.
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.SetInSync) with { SubscriptionId = subscriptionId }, cancellationToken);
        if (await subscriptions.SetInSyncAsync(subscriptionId, cancellationToken))
        {
            changes.Publish(ChangeKind.SubscriptionLock, subscriptionId);
        }
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
