namespace Orchestrator.ExternalResources;

/// <summary>Reads which differences are accepted. A comparison asks only where something differs.</summary>
internal interface IDeviationReader
{
    /// <summary>Reads what is accepted of a subscription now.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>What is accepted; null for nothing.</returns>
    ValueTask<AcceptedDeviations?> FindAsync(Guid subscriptionId, CancellationToken cancellationToken);
}
