using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Relations;

/// <summary>
/// The subscriptions that a subscription uses, and those that use it, each with the blocks of this subscription's tree that are between
/// them: its own block that is used, or the member that holds the other one's block.
/// </summary>
/// <param name="Users">Those that use a block of it.</param>
/// <param name="Used">Those of which it uses a block.</param>
internal sealed record SubscriptionRelations(
    IReadOnlyDictionary<Guid, IReadOnlyList<string>> Users,
    IReadOnlyDictionary<Guid, IReadOnlyList<string>> Used
)
{
    private const string UserList = "in_use_by_relations";

    /// <summary>Finds them in the tree of blocks, which leaves out what its reader may not see.</summary>
    internal static SubscriptionRelations Of(Guid subscriptionId, JsonObject tree)
    {
        var edges = new List<(bool IsUser, Guid Other, string Block)>();
        Walk(tree, "", subscriptionId, subscriptionId, edges);
        return new(Collect(isUser: true), Collect(isUser: false));

        Dictionary<Guid, IReadOnlyList<string>> Collect(bool isUser) =>
            edges
                .Where(edge => edge.IsUser == isUser && edge.Other != subscriptionId)
                .GroupBy(static edge => edge.Other)
                .ToDictionary(
                    static group => group.Key,
                    static group => (IReadOnlyList<string>)[.. group.Select(static edge => edge.Block).Distinct(StringComparer.Ordinal)]
                );
    }

    private static void Walk(JsonNode? node, string path, Guid itself, Guid outer, List<(bool IsUser, Guid Other, string Block)> edges)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var (index, item) in items.Index())
                {
                    Walk(item, $"{path}[{index}]", itself, outer, edges);
                }

                break;
            case JsonObject members:
                var owner = FindId(members["owner_subscription_id"]) ?? outer;
                if (owner != outer)
                {
                    edges.Add((false, owner, path));
                }

                // Who else uses the block of another subscription does not use this one.
                foreach (var user in (members[UserList] as JsonArray ?? []).OfType<JsonObject>().Where(_ => owner == itself))
                {
                    if (FindId(user["subscription_id"]) is { } id)
                    {
                        edges.Add((true, id, path));
                    }
                }

                foreach (var (name, member) in members)
                {
                    if (name is not (UserList or "in_use_by_ids"))
                    {
                        Walk(member, path.Length == 0 ? name : $"{path}.{name}", itself, owner, edges);
                    }
                }

                break;
            default:
                break;
        }
    }

    // The text of a node that holds an id has quotation marks.
    private static Guid? FindId(JsonNode? id) =>
        id is JsonValue value && value.TryGetValue<Guid>(out var subscription) ? subscription : null;
}
