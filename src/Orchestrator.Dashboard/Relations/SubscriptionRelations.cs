using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Relations;

/// <summary>The subscriptions that a subscription uses, and those that use it.</summary>
/// <param name="Users">Those that use a block of it.</param>
/// <param name="Used">Those of which it uses a block.</param>
internal sealed record SubscriptionRelations(IReadOnlySet<Guid> Users, IReadOnlySet<Guid> Used)
{
    /// <summary>Finds them in the tree of blocks, which leaves out what its reader may not see.</summary>
    internal static SubscriptionRelations Of(Guid subscriptionId, JsonObject tree)
    {
        var (users, used) = (new HashSet<Guid>(), new HashSet<Guid>());
        Walk(tree, users, used);
        users.Remove(subscriptionId);
        used.Remove(subscriptionId);
        return new(users, used);
    }

    private static void Walk(JsonNode? node, HashSet<Guid> users, HashSet<Guid> used)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Walk(item, users, used);
                }

                break;
            case JsonObject members:
                Add(used, members["owner_subscription_id"]);
                foreach (var user in (members["in_use_by_relations"] as JsonArray ?? []).OfType<JsonObject>())
                {
                    Add(users, user["subscription_id"]);
                }

                foreach (var (name, member) in members)
                {
                    if (name is not ("in_use_by_relations" or "in_use_by_ids"))
                    {
                        Walk(member, users, used);
                    }
                }

                break;
            default:
                break;
        }
    }

    private static void Add(HashSet<Guid> found, JsonNode? id)
    {
        // The text of a node that holds an id has quotation marks.
        if (id is JsonValue value && value.TryGetValue<Guid>(out var subscription))
        {
            found.Add(subscription);
        }
    }
}
