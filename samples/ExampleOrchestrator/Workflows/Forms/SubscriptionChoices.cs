using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows.Forms;

/// <summary>What forms offer of the subscriptions that there are.</summary>
internal static class SubscriptionChoices
{
    private const int MaxOffered = 500;

    /// <summary>The active subscriptions of a product type that the person at the form may see, by their descriptions.</summary>
    internal static async Task<FormChoices<Guid>> FindActiveAsync<T>(
        this ISubscriptionDirectory directory,
        Caller caller,
        CancellationToken cancellationToken)
        where T : SubscriptionModel
    {
        var active = await directory.SearchAsync(
            $"product_type:{typeof(T).Name} status:active",
            skip: 0,
            take: MaxOffered,
            caller,
            cancellationToken);
        return FormChoices.Of(
            active.Items.OrderBy(static subscription => subscription.Description, StringComparer.Ordinal),
            static subscription => subscription.SubscriptionId,
            static subscription => subscription.Description);
    }
}
