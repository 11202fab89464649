using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Moves a subscription to another lifecycle, if it and those that use it allow it.</summary>
internal static class LifecycleChange
{
    private const string Users = """
        SELECT DISTINCT s.subscription_id, s.status
        FROM subscription_instances own
        JOIN subscription_instance_relations r ON r.depends_on_id = own.subscription_instance_id
        JOIN subscription_instances u ON u.subscription_instance_id = r.in_use_by_id AND u.subscription_id <> own.subscription_id
        JOIN subscriptions s ON s.subscription_id = u.subscription_id
        WHERE own.subscription_id = @id
        """;

    /// <summary>Changes the model's status and dates; nothing is written yet.</summary>
    /// <exception cref="SubscriptionException">A value is missing.</exception>
    internal static void Apply(SubscriptionModel model, SubscriptionLifecycle status, DateTimeOffset now)
    {
        if (LifecycleCheck.FindProblems(model, status) is { Count: > 0 } problems)
        {
            throw SubscriptionErrors.Incomplete(model.SubscriptionId, $"cannot become {WireName.Of(status)}", problems);
        }

        model.Status = status;
        model.StartDate ??= status == SubscriptionLifecycle.Active ? now : null;
        model.EndDate ??= status == SubscriptionLifecycle.Terminated ? now : null;
    }

    /// <summary>Checks, in the transaction that stores the change, whether the subscriptions that use this one allow it.</summary>
    /// <exception cref="SubscriptionException">A subscription that uses this one forbids it.</exception>
    internal static async Task CheckUsersAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        SubscriptionLifecycle status,
        CancellationToken cancellationToken
    )
    {
        if (status == SubscriptionLifecycle.Terminated)
        {
            // Who begins to use it holds its row: then that is seen here, or sees that it is terminated.
            _ = await SubscriptionLock.HoldRowAsync(database, subscriptionId, cancellationToken);
        }

        await using var command = await database.CommandAsync(Users, cancellationToken);
        await using var user = await command.With("id", subscriptionId).ExecuteReaderAsync(cancellationToken);
        while (await user.ReadAsync(cancellationToken))
        {
            if (WireName.TryParse<SubscriptionLifecycle>(user.GetString(1)) is not { } known || !SafeStatusChange.Allows(status, known))
            {
                throw new SubscriptionException(
                    "unsafe_status_change",
                    $"Subscription {subscriptionId} cannot become {WireName.Of(status)}: it is used by subscription "
                        + $"{user.GetStoredGuid(0)}, which is {user.GetString(1)}. Change or terminate that one first."
                );
            }
        }
    }
}
