using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Dashboard.Shared;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>A value of a subscription, with its place in the tree of blocks.</summary>
/// <param name="Path">The place: names of members, and the index of a block in a list in brackets.</param>
/// <param name="Value">The value.</param>
internal sealed record ValueRow(string Path, string Value)
{
    /// <summary>Every value of a tree, in its order; members without a value are left out.</summary>
    internal static IReadOnlyList<ValueRow> Of(JsonObject members) => [.. Walk("", members)];

    private static IEnumerable<ValueRow> Walk(string path, JsonNode? node) =>
        node switch
        {
            null => [],
            JsonObject members => members.SelectMany(member => Walk(path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value)),
            JsonArray items => items.SelectMany((item, index) => Walk($"{path}[{index}]", item)),
            // The node may hold what will become a text when it is written.
            _ => [new(path, Shown.Value(JsonSerializer.SerializeToElement(node)))],
        };
}
