using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>The other subscriptions that the blocks of a subscription name.</summary>
/// <param name="Uses">Those whose blocks it uses.</param>
/// <param name="UsedBy">Those that use its blocks.</param>
internal sealed record RelatedIds(IReadOnlyList<Guid> Uses, IReadOnlyList<Guid> UsedBy)
{
    /// <summary>Reads them from the values of a subscription.</summary>
    internal static RelatedIds Of(Guid subscriptionId, JsonObject members)
    {
        var (uses, usedBy) = (new HashSet<Guid>(), new HashSet<Guid>());
        Walk(members);
        uses.Remove(subscriptionId);
        usedBy.Remove(subscriptionId);
        return new([.. uses], [.. usedBy.Except(uses)]);

        void Walk(JsonNode? node)
        {
            if (node is JsonArray items)
            {
                foreach (var item in items)
                {
                    Walk(item);
                }
            }
            else if (node is JsonObject block)
            {
                Add(uses, block["owner_subscription_id"]);
                foreach (var (name, value) in block)
                {
                    if (name != "in_use_by_relations")
                    {
                        Walk(value);
                    }
                }

                foreach (var relation in block["in_use_by_relations"] as JsonArray ?? [])
                {
                    Add(usedBy, relation?["subscription_id"]);
                }
            }
        }
    }

    private static void Add(HashSet<Guid> ids, JsonNode? id)
    {
        if (Guid.TryParse(id?.ToString(), out var found))
        {
            ids.Add(found);
        }
    }
}
