using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>Single values as operators see them, in differences and in paths.</summary>
internal static class ValueText
{
    /// <summary>
    /// A value as it is shown: its text, if it has one of its own and its JSON is what it is made of, as of PhysicalAddress.
    /// </summary>
    internal static JsonNode? ToNode<T>(T? value) =>
        ToJson(value, typeof(T)) is var node && node is JsonObject && FindOwnText(value!) is { } text ? JsonValue.Create(text) : node;

    /// <summary>The JSON of a value. What JSON does not have, such as a number that is none, is given as its text.</summary>
    internal static JsonNode? ToJson(object? value, Type type)
    {
        try
        {
            return JsonSerializer.SerializeToNode(value, type, StateJson.Options);
        }
        catch (Exception exception)
            when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>
    /// A key as it is written in a path: its JSON, without quotes where it cannot be taken for another one, such as the number of a
    /// repeated key or no key at all.
    /// </summary>
    internal static string OfKey<TKey>(TKey key)
    {
        var node = ToNode(key);
        return node is JsonValue value && value.TryGetValue<string>(out var text) && !MayBeAnother(text)
            ? text
            : node?.ToJsonString(StateJson.Options) ?? "null";
    }

    private static bool MayBeAnother(string text) =>
        text is "null" or ['"', ..] || (text.LastIndexOf('#') is >= 0 and var mark && int.TryParse(text.AsSpan(mark + 1), out _));

    private static string? FindOwnText(object value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text && text != value.GetType().ToString() ? text : null;
}
