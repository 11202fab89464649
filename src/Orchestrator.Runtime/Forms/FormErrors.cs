using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Forms;

/// <summary>Errors in pydantic's words, which clients of orchestrator-core know.</summary>
internal static class FormErrors
{
    /// <summary>In the context of an error: the process that holds the subscription.</summary>
    internal const string LockedBy = "locked_by";

    internal static FormError Missing(IReadOnlyList<object> location, JsonElement page) => new(location, "Field required", "missing", page);

    /// <param name="location">Where it is.</param>
    /// <param name="value">The value.</param>
    /// <param name="near">The field that was probably meant; null when none is like it.</param>
    internal static FormError Extra(IReadOnlyList<object> location, JsonElement value, string? near) =>
        new(
            location,
            near is null ? "Extra inputs are not permitted" : $"Extra inputs are not permitted. Did you mean '{near}'?",
            "extra_forbidden",
            value
        );

    internal static FormError NotAnObject(IReadOnlyList<object> location, JsonElement value) =>
        new(
            location.Count == 0 ? [PageFields.Root] : location,
            "Input should be a valid dictionary or object to extract fields from",
            "model_attributes_type",
            value
        );

    /// <summary>A text with half of a surrogate pair; what cannot be read cannot be echoed.</summary>
    internal static FormError Unreadable(IReadOnlyList<object> location) =>
        new(
            location.Count == 0 ? [PageFields.Root] : location,
            "Input should be a valid string, unable to parse raw data as a unicode string",
            "string_unicode"
        );

    /// <summary>A rule of the author's own that a value breaks.</summary>
    internal static FormError Value(IReadOnlyList<object> location, string message, JsonElement? value) =>
        new(location, message, "value_error", value, new Dictionary<string, object> { ["error"] = message });

    /// <summary>A value that is none of the few that are allowed.</summary>
    internal static FormError Literal(IReadOnlyList<object> location, JsonElement value, string expected) =>
        WithLimit(location, value, "literal_error", $"Input should be {expected}", "expected", expected);

    internal static FormError WithLimit(
        IReadOnlyList<object> location,
        JsonElement value,
        string type,
        string message,
        string name,
        object limit
    ) => new(location, message, type, value, new Dictionary<string, object> { [name] = limit });

    internal static JsonElement Json(JsonNode? node) => JsonSerializer.SerializeToElement(node, StateJson.Options);

    internal static JsonNode? Node(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element),
            JsonValueKind.Array => JsonArray.Create(element),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => JsonValue.Create(element),
        };
}
