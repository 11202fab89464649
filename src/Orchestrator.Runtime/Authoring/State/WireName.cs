namespace Orchestrator;

/// <summary>Converts enumeration members to the text in the database and on the wire.</summary>
public static class WireName
{
    /// <summary>
    /// Returns the text of a member, such as <c>awaiting_callback</c>, or the name that <see
    /// cref="System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute"/> specifies.
    /// </summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="value">The member.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">The value is not a member.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum => EnumTexts<T>.Instance.Write(value);

    /// <summary>Returns the text of a <see cref="Target"/>, such as <c>RECONCILE</c>.</summary>
    /// <param name="target">The target.</param>
    /// <returns>The text.</returns>
    public static string Of(Target target) => target.ToString().ToUpperInvariant();

    /// <summary>Reads a text that <see cref="Of{T}(T)"/> wrote, or the upper-case form of a <see cref="Target"/>.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="text">The text, in any case.</param>
    /// <returns>The member.</returns>
    /// <exception cref="FormatException">The text is not the name of a member.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum => EnumTexts<T>.Instance.Read(text);

    /// <summary>Reads a text that may name no member, because a newer version or a person has written it.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="text">The text, in any case.</param>
    /// <returns>The member; null when the text names none.</returns>
    internal static T? TryParse<T>(string text)
        where T : struct, Enum => EnumTexts<T>.Instance.TryRead(text);
}
