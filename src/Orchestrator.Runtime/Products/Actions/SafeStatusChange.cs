namespace Orchestrator.Products.Actions;

/// <summary>Which statuses the subscriptions that use a subscription may have when it changes its own.</summary>
internal static class SafeStatusChange
{
    internal static bool Allows(SubscriptionLifecycle next, SubscriptionLifecycle user) =>
        next switch
        {
            SubscriptionLifecycle.Initial => user is SubscriptionLifecycle.Initial,
            SubscriptionLifecycle.Provisioning => user
                is SubscriptionLifecycle.Initial
                    or SubscriptionLifecycle.Provisioning
                    or SubscriptionLifecycle.Active
                    or SubscriptionLifecycle.Terminated,
            SubscriptionLifecycle.Active => true,
            SubscriptionLifecycle.Migrating => user
                is SubscriptionLifecycle.Initial
                    or SubscriptionLifecycle.Migrating
                    or SubscriptionLifecycle.Terminated,
            SubscriptionLifecycle.Disabled => user
                is SubscriptionLifecycle.Initial
                    or SubscriptionLifecycle.Disabled
                    or SubscriptionLifecycle.Terminated,
            SubscriptionLifecycle.Terminated => user is SubscriptionLifecycle.Initial or SubscriptionLifecycle.Terminated,
            _ => throw new InvalidOperationException($"{next} is not a lifecycle."),
        };
}
