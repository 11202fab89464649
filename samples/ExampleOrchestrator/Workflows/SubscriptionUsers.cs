using System.Text.Json.Nodes;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows;

/// <summary>Finds what uses a subscription.</summary>
internal static class SubscriptionUsers
{
    /// <summary>The subscriptions with a block that points to a block of this one, except those that are terminated.</summary>
    internal static async Task<IReadOnlyList<SubscriptionModel>> FindUsersAsync(
        this ISubscriptions subscriptions,
        ISubscriptionDirectory directory,
        Guid used,
        CancellationToken cancellationToken)
    {
        var detail = await directory.GetDetailAsync(used, ownedInUseBy: false, cancellationToken: cancellationToken);
        var users = new List<SubscriptionModel>();
        foreach (var id in detail.Members.Select(static member => member.Value).OfType<JsonObject>().SelectMany(FindIds).Distinct())
        {
            var user = await subscriptions.GetAsync<SubscriptionModel>(id, cancellationToken);
            if (user.Status != SubscriptionLifecycle.Terminated)
            {
                users.Add(user);
            }
        }

        return users;
    }

    private static IEnumerable<Guid> FindIds(JsonObject block) =>
        block["in_use_by_relations"]?.AsArray().Select(static user => user!["subscription_id"]!.GetValue<Guid>()) ?? [];
}
