using System.Buffers;
using System.Text;

namespace Orchestrator;

/// <summary>
/// What a text must be so that every database can store it and every client can read it: without U+0000, which PostgreSQL refuses, and
/// without half a surrogate pair, which UTF-8 cannot write. What people send is refused when it is not; what the engine records by itself
/// is made so.
/// </summary>
public static class StorableText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        '\0',
        .. Enumerable.Range('\uD800', 0x800).Select(static unit => (char)unit),
    ]);

    /// <summary>Says what keeps a text from being stored.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What is wrong, to follow its name; null when it can be stored.</returns>
    public static string? FindProblem(ReadOnlySpan<char> text) =>
        FindFirst(text) switch
        {
            < 0 => null,
            var index when text[index] == '\0' => "contains the character U+0000",
            _ => "contains half of a surrogate pair",
        };

    /// <summary>Puts U+FFFD in the place of every character that cannot be stored.</summary>
    internal static string Clean(string text)
    {
        var first = FindFirst(text);
        if (first < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text, 0, first, text.Length);
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>The beginning of a text, never cut inside a surrogate pair.</summary>
    internal static string Start(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>The end of a text, never cut inside a surrogate pair.</summary>
    internal static string End(string text, int longest) =>
        text.Length <= longest ? text : text[^(char.IsLowSurrogate(text[^longest]) ? longest - 1 : longest)..];

    private static int FindFirst(ReadOnlySpan<char> text)
    {
        var index = 0;
        while (text[index..].IndexOfAny(Suspects) is >= 0 and var offset)
        {
            index += offset;
            if (Rune.DecodeFromUtf16(text[index..], out var rune, out var length) != OperationStatus.Done || rune.Value == 0)
            {
                return index;
            }

            index += length;
        }

        return -1;
    }
}
