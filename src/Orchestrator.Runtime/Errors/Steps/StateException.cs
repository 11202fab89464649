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
                + $"{string.Join(", ", present)}. Let the form or an earlier step give it, or give the parameter a default value."
        );

    /// <param name="key">The key.</param>
    /// <param name="type">What it is read as.</param>
    /// <param name="element">What it holds.</param>
    /// <param name="cause">What the serializer says.</param>
    /// <param name="words">What is said instead; null for the same.</param>
    internal static StateException NotConvertible(string key, Type type, JsonElement element, Exception cause, string? words = null) =>
        new(
            "state_key_type",
            $"The state key '{key}' holds {Shorten(element.GetRawText())}, which is not a valid {TypeText.Of(type)}: "
                + $"{words ?? TypeText.Clean(cause.Message)} Let the form or the step that gives it give such a value, or take it as "
                + "the type that it is given as.",
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
