using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Operations;

/// <summary>Shows and changes what customers call subscriptions.</summary>
internal sealed class CustomerDescriptionService(
    CustomerDescriptionStore descriptions,
    AuthorizationService authorization,
    ReadAuthorization reads,
    ChangePublisher changes
) : ICustomerDescriptions
{
    public async Task<CustomerDescription> GetAsync(Guid id, Caller? user = null, CancellationToken cancellationToken = default) =>
        await FindSeenAsync(await descriptions.FindAsync(id, cancellationToken), user, cancellationToken)
        ?? throw new NotFoundException("customer_description_not_found", $"Customer description {id} not found");

    public async Task<CustomerDescription> GetOfCustomerAsync(
        string customerId,
        Guid subscriptionId,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(customerId);
        return await FindSeenAsync(await descriptions.FindAsync(customerId, subscriptionId, cancellationToken), user, cancellationToken)
            ?? throw new NotFoundException(
                "customer_description_not_found",
                $"Customer '{customerId}' has no description of subscription {subscriptionId}"
            );
    }

    public async Task<Guid> AddAsync(
        string customerId,
        Guid subscriptionId,
        string description,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        await DemandAsync(user, subscriptionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(customerId);
        if (customerId.Length > Limits.MaxNameLength)
        {
            throw new InvalidRequestException(
                "customer_id_too_long",
                $"The id of a customer has at most {Limits.MaxNameLength} characters, not {customerId.Length}."
            );
        }

        Descriptions.Check(description, "subscription");
        var id = await descriptions.AddAsync(customerId, subscriptionId, description, user, cancellationToken);
        changes.Publish(ChangeKind.SubscriptionDescription, subscriptionId);
        return id;
    }

    public async Task ChangeAsync(
        string customerId,
        Guid subscriptionId,
        string description,
        int? version,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        await DemandAsync(user, subscriptionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(customerId);
        Descriptions.Check(description, "subscription");
        if (await descriptions.ChangeAsync(customerId, subscriptionId, description, version, user, cancellationToken))
        {
            changes.Publish(ChangeKind.SubscriptionDescription, subscriptionId);
        }
    }

    public async Task DeleteAsync(Guid id, Caller user, CancellationToken cancellationToken = default)
    {
        var found = await FindSeenAsync(await descriptions.FindAsync(id, cancellationToken), user, cancellationToken);
        await DemandAsync(user, found?.SubscriptionId, cancellationToken);
        if (found is null)
        {
            return;
        }

        await descriptions.DeleteAsync(found, user, cancellationToken);
        changes.Publish(ChangeKind.SubscriptionDescription, found.SubscriptionId);
    }

    /// <summary>A description that was found, unless it is of a subscription that the user does not see.</summary>
    private async Task<CustomerDescription?> FindSeenAsync(CustomerDescription? found, Caller? user, CancellationToken cancellationToken) =>
        found is null || user is null || await reads.SeesSubscriptionAsync(found.SubscriptionId, user, cancellationToken) ? found : null;

    /// <summary>Asks whether a user may describe a subscription, and then whether it is there for them.</summary>
    private async Task DemandAsync(Caller user, Guid? subscriptionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await authorization.DemandAsync(
            user.AsksTo(WorkflowAction.DescribeSubscription) with
            {
                SubscriptionId = subscriptionId,
            },
            cancellationToken
        );
        if (subscriptionId is { } id && !await reads.SeesSubscriptionAsync(id, user, cancellationToken))
        {
            throw SubscriptionErrors.NotFound(id);
        }
    }
}
