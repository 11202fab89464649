using System.ComponentModel;
using System.Globalization;

namespace Orchestrator;

/// <summary>Finds the name that was probably meant by one that does not exist, for messages about it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NameSuggestion
{
    /// <summary>Names that are longer are not compared: they come from outside, and comparing takes the product of both lengths.</summary>
    private const int MaxLength = 100;

    private const int MaxDifferences = 2;

    private const int MaxNamed = 10;

    /// <summary>The one of some names that is nearly a name; null when none is. Case and separators do not count.</summary>
    /// <param name="wrong">The name that does not exist. One of more than 100 characters is not compared.</param>
    /// <param name="names">Those that exist.</param>
    public static string? Find(string wrong, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        ArgumentNullException.ThrowIfNull(names);

        if (wrong.Length is 0 or > MaxLength)
        {
            return null;
        }

        var letters = LettersOf(wrong);
        return names
            .Where(name => name.Length <= MaxLength && name != wrong)
            .Select(name => (Name: name, Differences: CountDifferences(letters, LettersOf(name))))
            .Where(found => found.Differences <= Math.Min(MaxDifferences, letters.Length / 3))
            .OrderBy(static found => found.Differences)
            .ThenBy(static found => found.Name, StringComparer.Ordinal)
            .Select(static found => found.Name)
            .FirstOrDefault();
    }

    /// <summary>What a message adds about a name that does not exist: the one that was probably meant, or those that there are.</summary>
    /// <param name="wrong">The name.</param>
    /// <param name="names">Those that there are.</param>
    /// <param name="what">What they name, in the plural and with a capital letter.</param>
    internal static string Suggest(string wrong, IEnumerable<string> names, string what)
    {
        string[] known = [.. names.Order(StringComparer.Ordinal)];
        if (Find(wrong, known) is { } near)
        {
            return $"Did you mean '{near}'?";
        }

        return known.Length == 0 ? $"{what}: none." : $"{what}: {List(known)}.";
    }

    /// <summary>Lists the first of some names in a sentence, and says how many more there are.</summary>
    internal static string List(IReadOnlyCollection<string> names)
    {
        var more = names.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MaxNamed} more") : "";
        return $"{string.Join(", ", names.Take(MaxNamed).Select(static name => $"'{name}'"))}{more}";
    }

    private static string LettersOf(string name) =>
        string.Concat(name.Where(static letter => letter is not ('_' or '-' or ' '))).ToLowerInvariant();

    /// <summary>Counts inserted, omitted, replaced and swapped letters.</summary>
    private static int CountDifferences(string wrong, string name)
    {
        if (Math.Abs(wrong.Length - name.Length) > MaxDifferences)
        {
            return int.MaxValue;
        }

        var counts = new int[wrong.Length + 1, name.Length + 1];
        for (var i = 0; i <= wrong.Length; i++)
        {
            for (var j = 0; j <= name.Length; j++)
            {
                counts[i, j] = i == 0 || j == 0 ? i + j : Fewest(i, j);
            }
        }

        return counts[wrong.Length, name.Length];

        int Fewest(int i, int j)
        {
            var replaced = counts[i - 1, j - 1] + (wrong[i - 1] == name[j - 1] ? 0 : 1);
            var fewest = Math.Min(replaced, Math.Min(counts[i - 1, j], counts[i, j - 1]) + 1);
            return i > 1 && j > 1 && wrong[i - 1] == name[j - 2] && wrong[i - 2] == name[j - 1]
                ? Math.Min(fewest, counts[i - 2, j - 2] + 1)
                : fewest;
        }
    }
}
