namespace Orchestrator.Products;

/// <summary>Customers' descriptions of subscriptions: one text for each customer.</summary>
public interface ICustomerDescriptions
{
    /// <summary>Returns a description.</summary>
    /// <param name="id">The id of the description.</param>
    /// <param name="user">
    /// The caller; the description is treated as absent if this user cannot see the subscription. Null shows everything.
    /// </param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The description.</returns>
    /// <exception cref="NotFoundException">The description does not exist.</exception>
    Task<CustomerDescription> GetAsync(Guid id, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Returns a customer's description of a subscription.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">
    /// The caller; the description is treated as absent if this user cannot see the subscription. Null shows everything.
    /// </param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The description.</returns>
    /// <exception cref="NotFoundException">The description does not exist.</exception>
    Task<CustomerDescription> GetOfCustomerAsync(
        string customerId,
        Guid subscriptionId,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Adds a customer's description of a subscription.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="description">The text, at most 2,000 characters.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The id of the description.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="ConflictException">The customer already has a description of the subscription.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description or the name of the customer is too long.</exception>
    Task<Guid> AddAsync(
        string customerId,
        Guid subscriptionId,
        string description,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Changes a customer's description of a subscription. If there is none, nothing is changed.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="description">The text, at most 2,000 characters.</param>
    /// <param name="version">The version that the caller has read; null to change any version.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description is too long, or has a different version.</exception>
    Task ChangeAsync(
        string customerId,
        Guid subscriptionId,
        string description,
        int? version,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Deletes a description. If there is none, nothing is deleted.</summary>
    /// <param name="id">The id of the description.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when it is deleted.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task DeleteAsync(Guid id, Caller user, CancellationToken cancellationToken = default);
}

/// <summary>A customer's description of a subscription.</summary>
/// <param name="Id">The id of its row.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="Description">The text.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="Version">The version of the row, which is incremented with each change.</param>
public sealed record CustomerDescription(
    Guid Id,
    Guid SubscriptionId,
    string CustomerId,
    string Description,
    DateTimeOffset CreatedAt,
    int Version
);
