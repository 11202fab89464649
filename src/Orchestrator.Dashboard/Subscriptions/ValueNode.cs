using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Dashboard.Shared;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>A node of the tree of blocks and values of a subscription.</summary>
/// <param name="Name">The member; for a block in a list with its index in brackets.</param>
/// <param name="Value">The value; null for a block.</param>
/// <param name="Inner">What a block holds; empty for a value.</param>
/// <param name="Owner">The other subscription whose block it is; null for a value, or a block of the subscription itself.</param>
internal sealed record ValueNode(string Name, string? Value, IReadOnlyList<ValueNode> Inner, Guid? Owner)
{
    private const string OwnerKey = "owner_subscription_id";

    // The picture of relations shows the first two; the owner is the subscription itself, or the link beside the block.
    private static readonly string[] ShownElsewhere = ["in_use_by_relations", "in_use_by_ids", OwnerKey];

    /// <summary>The tree in the order of its members; those without a value are left out.</summary>
    internal static IReadOnlyList<ValueNode> Of(Guid subscriptionId, JsonObject members) =>
        [.. members.SelectMany(member => Read(subscriptionId, member.Key, member.Value))];

    private static IEnumerable<ValueNode> Read(Guid subscriptionId, string name, JsonNode? node) =>
        node switch
        {
            null => [],
            _ when ShownElsewhere.Contains(name) => [],
            JsonObject block => [new(name, null, Of(subscriptionId, block), FindOwner(subscriptionId, block))],
            JsonArray items => items.SelectMany((item, index) => Read(subscriptionId, $"{name}[{index}]", item)),
            // The node may hold what will become a text when it is written.
            _ => [new(name, Display.Value(JsonSerializer.SerializeToElement(node)), [], null)],
        };

    private static Guid? FindOwner(Guid subscriptionId, JsonObject block) =>
        block[OwnerKey] is JsonValue value && value.TryGetValue<Guid>(out var owner) && owner != subscriptionId ? owner : null;
}
