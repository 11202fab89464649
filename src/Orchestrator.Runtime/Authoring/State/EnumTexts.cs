using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator;

/// <summary>A member of an enumeration and the text that stands for it in state, forms, database and HTTP answers.</summary>
/// <param name="Member">The member's declaration.</param>
/// <param name="Value">Its value, boxed.</param>
/// <param name="Text">Its text: what <see cref="JsonStringEnumMemberNameAttribute"/> says, otherwise its name in snake_case.</param>
internal sealed record EnumText(FieldInfo Member, object Value, string Text);

/// <summary>
/// The texts of enumerations, read once. One table for all places, so that a text that one of them wrote can be read by every other.
/// </summary>
internal static class EnumTexts
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<EnumText>> Known = new();

    /// <summary>The members in the order of their declaration. Two members of one value are two texts, and both are read.</summary>
    /// <exception cref="InvalidOperationException">Two members of different values have the same text, so that one of them could not be
    /// read back.</exception>
    internal static IReadOnlyList<EnumText> Of(Type enumeration) => Known.GetOrAdd(enumeration, Read);

    private static IReadOnlyList<EnumText> Read(Type enumeration)
    {
        EnumText[] members =
        [
            .. enumeration
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(static member => new EnumText(
                    member,
                    member.GetValue(null)!,
                    member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name)
                )),
        ];
        foreach (var same in members.GroupBy(static member => member.Text, StringComparer.OrdinalIgnoreCase))
        {
            if (same.FirstOrDefault(member => !member.Value.Equals(same.First().Value)) is { } other)
            {
                throw new InvalidOperationException(
                    $"'{enumeration.Name}.{same.First().Member.Name}' and '{enumeration.Name}.{other.Member.Name}' are both written "
                        + $"as '{same.Key}'. "
                        + "Rename one of them, or give it [JsonStringEnumMemberName]."
                );
            }
        }

        return members;
    }
}

/// <summary>The texts of one enumeration, both ways. A value is written as the first member that has it.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class EnumTexts<T>
    where T : struct, Enum
{
    private static EnumTexts<T>? _instance;
    private readonly Dictionary<T, string> _texts = [];
    private readonly Dictionary<string, T> _values = new(StringComparer.OrdinalIgnoreCase);

    private EnumTexts()
    {
        foreach (var member in EnumTexts.Of(typeof(T)))
        {
            _texts.TryAdd((T)member.Value, member.Text);
            _values.TryAdd(member.Text, (T)member.Value);
        }
    }

    // Not a static initialiser: what is wrong with the enumeration is said as it is, not inside a TypeInitializationException.
    internal static EnumTexts<T> Instance => _instance ??= new();

    internal string Write(T value) =>
        _texts.TryGetValue(value, out var text)
            ? text
            : throw new ArgumentException(
                $"'{value}' is not a member of '{TypeText.Of(typeof(T))}'. Give one of {string.Join(", ", _texts.Values)}."
            );

    internal T? TryRead(string text) => _values.TryGetValue(text, out var value) ? value : null;

    internal T Read(string text) =>
        TryRead(text)
        ?? throw new FormatException(
            $"'{text}' is not a text of '{TypeText.Of(typeof(T))}'. Give one of {string.Join(", ", _values.Keys)}."
        );
}
