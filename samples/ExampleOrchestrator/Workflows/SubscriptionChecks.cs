using Orchestrator;

namespace ExampleOrchestrator.Workflows;

/// <summary>What forms ask of the subscriptions that are picked in them.</summary>
internal static class SubscriptionChecks
{
    /// <summary>Whether an id is that of an active subscription of a product type.</summary>
    internal static async Task<bool> IsActiveAsync<T>(this ISubscriptions subscriptions, Guid id, CancellationToken cancellationToken)
        where T : SubscriptionModel
    {
        try
        {
            return (await subscriptions.GetAsync<T>(id, cancellationToken)).Status == SubscriptionLifecycle.Active;
        }
        catch (OrchestratorException exception) when (exception is NotFoundException or SubscriptionException)
        {
            return false;
        }
    }
}
