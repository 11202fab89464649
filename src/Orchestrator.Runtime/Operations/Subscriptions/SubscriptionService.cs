using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Search;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Operations;

/// <summary>Shows subscriptions, decides which workflows may run on one, and sets them in sync by hand.</summary>
internal sealed class SubscriptionService(
    SubscriptionSummaryReader subscriptions,
    SubscriptionFacetReader facets,
    DriftPauseStore pauses,
    MaintenanceWindows windows,
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
    ) => await ListAsync(new(query, skip, take), user, cancellationToken);

    public async Task<SubscriptionSearchPage> ListAsync(
        SubscriptionSearch search,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(search);
        return await subscriptions.SearchAsync(search, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public async Task<SubscriptionFacets> CountFacetsAsync(
        string query,
        FacetChoices choices,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(choices);
        return await facets.CountAsync(query, choices, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<FacetCount>> FindCustomersAsync(
        string query,
        FacetChoices choices,
        string text,
        IReadOnlyList<string> customerIds,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(customerIds);
        var scope = await reads.FindScopeAsync(user, cancellationToken);
        return await facets.FindCustomersAsync(query, choices, new(text, customerIds), scope, cancellationToken);
    }

    public async Task<IReadOnlyList<SubscriptionSummary>> GetAsync(
        IReadOnlyList<Guid> subscriptionIds,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        var scope = await reads.FindScopeAsync(user, cancellationToken);
        var found = await subscriptions.GetAsync(subscriptionIds, cancellationToken);
        return scope is null ? found : [.. found.Where(subscription => scope.Sees(subscription.CustomerId))];
    }

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
        var facts = await subscriptions.ReadActionFactsAsync(subscriptionId, scope, cancellationToken);
        var actions = _rules.Decide(facts);

        if (scope is not null)
        {
            actions = new(ShowSeen(actions.Block), [.. actions.Items.Select(static item => item with { Block = ShowSeen(item.Block) })]);
        }

        if (user is null)
        {
            return actions;
        }

        // After the reading: an authorizer may take its time. Pauses are shown to people; no start waits for them.
        var window = actions.Items.Any(static item => item.Target == Target.Reconcile)
            ? await windows.FindStateAsync(facts.ProductName, cancellationToken)
            : null;
        return actions with
        {
            Items = await BlockForbiddenAsync(subscriptionId, window, actions.Items, user, cancellationToken),
            Pauses = await pauses.FindOfAsync(subscriptionId, cancellationToken),
            Window = window,
        };
    }

    public async Task SetInSyncAsync(Guid subscriptionId, Caller user, string? reason = null, CancellationToken cancellationToken = default)
    {
        OperatorReason.Check(reason);

        // Before the transaction: an authorizer may take its time.
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.SetInSync) with { SubscriptionId = subscriptionId }, cancellationToken);
        if (!await reads.SeesSubscriptionAsync(subscriptionId, user, cancellationToken))
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }

        if (await subscriptions.SetInSyncAsync(subscriptionId, user, reason, cancellationToken))
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
        Guid subscriptionId,
        MaintenanceWindowState? window,
        IReadOnlyList<SubscriptionAction> items,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var decided = new List<SubscriptionAction>(items.Count);
        foreach (var item in items)
        {
            var block = item.Block ?? await FindBlockAsync(subscriptionId, window, item, user, cancellationToken);
            decided.Add(item with { Block = block });
        }

        return decided;
    }

    /// <summary>Why a user may not start what the rules allow; null when the user may.</summary>
    private async Task<ActionBlock?> FindBlockAsync(
        Guid subscriptionId,
        MaintenanceWindowState? window,
        SubscriptionAction item,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var request = user.AsksTo(WorkflowAction.Start, item.Name, item.Target, stepId: null, catalog.FindWorkflow(item.Name)?.Policy);
        return !await authorization.AllowsAsync(request, cancellationToken) ? new(ActionReason.InsufficientPermissions)
            : item.Target == Target.Reconcile
            && window is { IsOpen: false }
            && !await windows.MayOverrideAsync(subscriptionId, user, cancellationToken)
                ? new(ActionReason.MaintenanceWindow)
            : null;
    }
}
