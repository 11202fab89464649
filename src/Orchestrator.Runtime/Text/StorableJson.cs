using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orchestrator;

/// <summary>
/// The requirements on a JSON value so that every database can store it and every client can display it: texts and names as
/// <see cref="StorableText"/> requires them, no name twice in an object, numbers that a double can hold, and no deeper than
/// <see cref="MaxDepth"/>.
/// </summary>
public static class StorableJson
{
    /// <summary>
    /// How deep objects and lists may lie in each other. It leaves room for what is put around a value before it is shown: the state, its
    /// row, the process, and the parts on which steps are focused.
    /// </summary>
    public const int MaxDepth = 48;

    /// <summary>
    /// How deep objects and lists may lie in each other in a value of a state. With what is around it when a process is shown, a reader
    /// that takes 64 levels can read it.
    /// </summary>
    internal const int MaxStateDepth = MaxDepth + 8;

    /// <summary>A number that is written with more digits than this is not one that anybody measured.</summary>
    private const int MaxNumberLength = 400;

    private const int EscapeLength = 6;

    private const string Unreadable = "contains a character that is not Unicode";

    /// <summary>Returns the reason why a value cannot be stored.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Where in the value something is wrong, as names and positions in lists, and what; null when it can be stored.</returns>
    public static (IReadOnlyList<object> Path, string Problem)? FindProblem(JsonElement value)
    {
        var path = new List<object>();
        return FindProblem(value, path) is { } problem ? (path, problem) : null;
    }

    /// <summary>Whether objects and lists lie deeper in each other in a value of a state than <see cref="MaxStateDepth"/>.</summary>
    internal static bool IsTooDeep(JsonElement value) => IsDeeper(value, MaxStateDepth);

    private static bool IsDeeper(JsonElement value, int levels) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => levels == 0 || value.EnumerateObject().Any(property => IsDeeper(property.Value, levels - 1)),
            JsonValueKind.Array => levels == 0 || value.EnumerateArray().Any(item => IsDeeper(item, levels - 1)),
            _ => false,
        };

    /// <summary>
    /// Puts U+FFFD in the place of every escape in JSON text that stands for a character which cannot be stored. The text itself is clean.
    /// </summary>
    internal static string Clean(string json)
    {
        StringBuilder? clean = null;
        var copied = 0;
        var index = 0;
        while (index < json.Length && json.IndexOf('\\', index) is >= 0 and var escape)
        {
            var unit = ReadEscape(json, escape);
            var isPair =
                unit is { } high
                && char.IsHighSurrogate(high)
                && ReadEscape(json, escape + EscapeLength) is { } low
                && char.IsLowSurrogate(low);
            index =
                escape
                + (
                    isPair ? 2 * EscapeLength
                    : unit is null ? 2
                    : EscapeLength
                );
            if (!isPair && unit is { } alone && (alone == '\0' || char.IsSurrogate(alone)))
            {
                clean = (clean ?? new StringBuilder(json.Length)).Append(json, copied, escape - copied).Append("\\ufffd");
                copied = index;
            }
        }

        return clean is null ? json : clean.Append(json, copied, json.Length - copied).ToString();
    }

    /// <summary>The UTF-16 unit that an escape like <c>\u0041</c> stands for; null when there is none at that place.</summary>
    private static char? ReadEscape(string json, int index) =>
        index + EscapeLength <= json.Length
        && json[index] == '\\'
        && json[index + 1] == 'u'
        && ushort.TryParse(json.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;

    private static string? FindProblem(JsonElement value, List<object> path)
    {
        if (path.Count > MaxDepth)
        {
            return $"lies deeper than {MaxDepth} levels";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => FindInObject(value, path),
            JsonValueKind.Array => FindInArray(value, path),
            JsonValueKind.String => Read(value.GetString) is { } text ? StorableText.FindProblem(text) : Unreadable,
            JsonValueKind.Number => FindInNumber(value),
            _ => null,
        };
    }

    private static string? FindInObject(JsonElement value, List<object> path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (Read(() => property.Name) is not { } name || StorableText.FindProblem(name) is not null)
            {
                return "has a member whose name contains a character that cannot be stored";
            }

            path.Add(name);
            if ((names.Add(name) ? FindProblem(property.Value, path) : "is there twice") is { } problem)
            {
                return problem;
            }

            path.RemoveAt(path.Count - 1);
        }

        return null;
    }

    private static string? FindInArray(JsonElement value, List<object> path)
    {
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            path.Add(index);
            if (FindProblem(item, path) is { } problem)
            {
                return problem;
            }

            path.RemoveAt(path.Count - 1);
        }

        return null;
    }

    private static string? FindInNumber(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length > MaxNumberLength ? $"is a number of more than {MaxNumberLength} characters"
            : !value.TryGetDouble(out var number) || !double.IsFinite(number) || (number == 0 && HasDigit(text))
                ? "is a number out of range"
            : null;
    }

    /// <summary>Whether a number is not zero as it is written: one that is zero as a double is then too small for one.</summary>
    private static bool HasDigit(string number) =>
        number
            .AsSpan(0, number.AsSpan().IndexOfAny('e', 'E') is >= 0 and var exponent ? exponent : number.Length)
            .ContainsAnyInRange('1', '9');

    /// <summary>
    /// Reads a text; null when it is not one, because an escape in it stands for half a surrogate pair, or its bytes are not UTF-8.
    /// </summary>
    private static string? Read(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
