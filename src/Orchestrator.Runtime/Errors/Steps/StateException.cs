using System.Text.Json;

namespace Orchestrator;

/// <summary>A step reads a state key that does not exist or has a different type, or writes a value that cannot be stored.</summary>
public sealed class StateException : OrchestratorException
{
    private StateException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException) { }

    internal static StateException Missing(string key, IEnumerable<string> present) =>
        new(
            "state_key_missing",
            $"The state has no key '{key}'.{(NameSuggestion.Find(key, present) is { } near ? $" Did you mean '{near}'?" : "")} It has: "
                + $"{string.Join(", ", present)}. Let the form or an earlier step give it, or make the parameter optional."
        );

    internal static StateException NotConvertible(string key, Type type, JsonElement element, Exception cause) =>
        new(
            "state_key_type",
            $"The state key '{key}' holds {Shorten(element.GetRawText())}, which is not a valid {TypeText.Of(type)}: "
                + TypeText.Clean(cause.Message),
            cause
        );

    internal static StateException Null(string key, Type type) =>
        new(
            "state_key_type",
            $"The state key '{key}' holds null, and is taken as a {TypeText.Of(type)} that is never null. Let the form or an earlier step "
                + "give a value, or write the parameter's type with '?'."
        );

    internal static StateException NotWritable(string key, Type type, Exception cause) =>
        new(
            "state_key_not_writable",
            $"The {TypeText.Of(type)} for the state key '{key}' cannot be written as JSON: {TypeText.Clean(cause.Message)}",
            cause
        );

    internal static StateException OutOfBounds(string message) => new("state_out_of_bounds", message);

    internal static StateException NoObject(string key, JsonElement element) =>
        new(
            "state_key_no_object",
            $"Steps are focused on the state key '{key}', but it holds {Shorten(element.GetRawText())}, which is not an object. Let "
                + "it hold an object, or leave it out."
        );

    private static string Shorten(string text) => text.Length <= 100 ? text : StorableText.Start(text, 100) + "…";
}
