namespace Orchestrator.Products;

/// <summary>Finds the subscriptions that a field of a form offers, and says what is wrong with one that was chosen.</summary>
internal interface ISubscriptionChoices
{
    /// <summary>Finds the subscriptions that can be chosen, in the order of their descriptions.</summary>
    /// <param name="products">The names of the products.</param>
    /// <param name="statuses">The lifecycles.</param>
    /// <param name="take">The maximum number.</param>
    /// <param name="user">The caller; null shows everything.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    Task<IReadOnlyList<SubscriptionSummary>> FindAsync(
        IReadOnlyCollection<string> products,
        IReadOnlyCollection<SubscriptionLifecycle> statuses,
        int take,
        Caller? user,
        CancellationToken cancellationToken
    );

    /// <summary>Reads a subscription, and the process that terminates it; null when there is none that the caller may see.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller; null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<(SubscriptionSummary Subscription, Guid? TerminatedBy)?> ReadAsync(
        Guid subscriptionId,
        Caller? user,
        CancellationToken cancellationToken
    );
}
