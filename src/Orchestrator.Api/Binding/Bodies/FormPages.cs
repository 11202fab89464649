using System.Text.Json;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>The pages of a form that a client has answered.</summary>
/// <param name="Place">Where they are.</param>
/// <param name="List">The pages.</param>
internal readonly record struct FormPages(IReadOnlyList<object> Place, JsonElement List)
{
    private const string Body = "body";

    /// <summary>What a client means that gives no page.</summary>
    internal static IReadOnlyList<JsonElement> OneEmpty { get; } = [JsonElement.Parse("{}")];

    /// <summary>The pages that a body is; null when it is not a list.</summary>
    internal static FormPages? Are(JsonElement body) => body.ValueKind == JsonValueKind.Array ? new([Body], body) : null;

    /// <summary>The pages in a field of a body; null when the list does not exist.</summary>
    internal static FormPages? AreIn(JsonElement body, string field) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out var pages) && pages.ValueKind == JsonValueKind.Array
            ? new([Body, field], pages)
            : null;

    /// <exception cref="RequestException">They are too many.</exception>
    internal void Check(int maxCount)
    {
        if (List.GetArrayLength() > maxCount)
        {
            throw RequestException.TooMany(Place, List.GetArrayLength(), maxCount);
        }
    }
}
