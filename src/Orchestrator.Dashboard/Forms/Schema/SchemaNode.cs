using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>Reads parts of a schema or of an answer, which can be of any kind.</summary>
internal static class SchemaNode
{
    /// <summary>A text; null for anything else.</summary>
    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number; null for anything else, and for one that has no exact value here.</summary>
    internal static decimal? Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    /// <summary>Whether it is <c>true</c>.</summary>
    internal static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var set) && set;

    /// <summary>The texts of a list.</summary>
    internal static IReadOnlyList<string?> Texts(JsonNode? node) => node is JsonArray items ? [.. items.Select(Show)] : [];

    /// <summary>A value in words: a text as it is, everything else as JSON; null for none.</summary>
    internal static string? Show(JsonNode? node) => Text(node) ?? node?.ToJsonString();
}
