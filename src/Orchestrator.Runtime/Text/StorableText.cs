using System.Buffers;
using System.Text;

namespace Orchestrator;

/// <summary>
/// The requirements on a text so that every database can store it and every client can read it: without U+0000, which PostgreSQL rejects,
/// and without half a surrogate pair, which UTF-8 cannot write. Input that does not meet them is rejected; texts of the engine itself are
/// corrected.
/// </summary>
public static class StorableText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        '\0',
        .. Enumerable.Range('\uD800', 0x800).Select(static unit => (char)unit),
    ]);

    /// <summary>Finds the reason why a text cannot be stored.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The problem, as a text that follows the name of the value; null when it can be stored.</returns>
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
    /// <param name="text">The text.</param>
    /// <param name="longest">How many UTF-16 code units it may have; greater than zero.</param>
    /// <returns>The text itself when it is not longer.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is not greater than zero.</exception>
    public static string Start(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        return text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }

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
