namespace Orchestrator.Products;

/// <summary>The errors about subscriptions, in one place so that the same fault always reads the same.</summary>
internal static class SubscriptionErrors
{
    internal static NotFoundException NotFound(Guid subscriptionId) =>
        new("subscription_not_found", $"Subscription with id: {subscriptionId}, not found");

    internal static NotFoundException ProductNotFound(Guid productId) =>
        new(
            "product_not_found",
            $"Product {productId} does not exist."
                + (productId == Guid.Empty ? " Construct a new subscription with the 'Create' of its class, which takes the product." : "")
        );

    internal static SubscriptionException NotReadable(Guid subscriptionId, string path, string text, string typeName) =>
        new(
            "value_not_readable",
            $"Subscription {subscriptionId} is not correct in the database: '{path}' holds '{text}', which is not of type "
                + $"{typeName}. Correct the value."
        );

    internal static SubscriptionException Unreadable(Guid subscriptionId, string problem) =>
        new(
            "subscription_unreadable",
            $"Subscription {subscriptionId} cannot be read: {problem}. Correct its rows, or use a host of the version that wrote them."
        );

    internal static SubscriptionException NotCorrect(Guid subscriptionId, IReadOnlyList<string> missing) =>
        new(
            "subscription_not_correct",
            $"Subscription {subscriptionId} is not correct in the database: {string.Join("; ", missing)}. No request can correct that: "
                + "the code requires what was stored without it. Declare the members nullable and without [RequiredFrom], store a value in "
                + "every subscription with a workflow, and require it in the version after that."
        );

    internal static SubscriptionException WrongType(Guid subscriptionId, string product, Type actual, Type wanted) =>
        new(
            "product_type",
            $"Subscription {subscriptionId} is of product '{product}' ({TypeText.Of(actual)}), not of type {TypeText.Of(wanted)}."
        );

    internal static SubscriptionException ProductNotRegistered(Guid subscriptionId, string product) =>
        new(
            "product_not_registered",
            $"Subscription {subscriptionId} is of product '{product}', which no registered assembly declares. Register the assembly "
                + $"that has [Product(\"{product}\")]."
        );

    internal static SubscriptionException StepReturnedNull(string step, string key) =>
        new(
            "subscription_is_null",
            $"Step '{step}' returned null as '{key}', where it declares a subscription, so nothing would be saved. Return the "
                + "subscription. If there may be nothing to save, declare it as nullable, with '?' after its type."
        );

    internal static SubscriptionException UsesTerminated(Guid subscriptionId, Guid used) =>
        new(
            "used_subscription_terminated",
            $"Subscription {subscriptionId} cannot use subscription {used}, which is terminated. Choose one that is in use."
        );

    internal static SubscriptionException ChangeOfAnother(Guid subscriptionId, string path, Guid owner, IReadOnlyList<string> members) =>
        new(
            "used_block_changed",
            $"Subscription {subscriptionId}: '{path}' is a block of subscription {owner}, so the change of its "
                + $"{string.Join(", ", members.Select(static member => $"'{member}'"))} would be lost: a subscription is saved with its "
                + "own blocks only. Take that subscription in the step too, change it and return both, or change it in a workflow of its "
                + "own."
        );

    internal static SubscriptionException Incomplete(Guid subscriptionId, string what, IReadOnlyList<string> problems) =>
        new("value_missing", $"Subscription {subscriptionId} {what}: {string.Join("; ", problems)}.");
}
