using System.Text.Json;

namespace Orchestrator;

/// <summary>How enumeration members are written in the database and on the wire.</summary>
public static class WireName
{
    /// <summary>The snake_case form: <c>awaiting_callback</c>.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="value">The member.</param>
    /// <returns>The text.</returns>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Texts[value];

    /// <summary>The form of a <see cref="Target"/>: <c>RECONCILE</c>.</summary>
    /// <param name="target">The target.</param>
    /// <returns>The text.</returns>
    public static string Of(Target target) => target.ToString().ToUpperInvariant();

    /// <summary>Reads a snake_case or, for a <see cref="Target"/>, upper-case form.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="text">The text, in any case.</param>
    /// <returns>The member.</returns>
    /// <exception cref="FormatException">The text names no member.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum =>
        Names<T>.Values.TryGetValue(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is no {typeof(T).Name}; it is one of {string.Join(", ", Names<T>.Values.Keys)}.");

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly IReadOnlyDictionary<T, string> Texts =
            Enum.GetValues<T>().ToDictionary(static value => value, static value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly IReadOnlyDictionary<string, T> Values =
            Texts.ToDictionary(static pair => pair.Value, static pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }
}
