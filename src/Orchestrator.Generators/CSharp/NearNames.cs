namespace Orchestrator.Generators.CSharp;

/// <summary>Finds the name that an author probably meant, for all rules that name what is not there.</summary>
internal static class NearNames
{
    private const int MaxDifferences = 3;

    /// <summary>The one of some names that is nearly a name; null when none is.</summary>
    public static string? Find(string wrong, IEnumerable<string> names) =>
        names
            .Where(name => name != wrong)
            .Select(name => (Name: name, Differences: Count(wrong, name)))
            .Where(found => found.Differences <= Math.Min(MaxDifferences, Math.Max(1, wrong.Length / 3)))
            .OrderBy(static found => found.Differences)
            .ThenBy(static found => found.Name, StringComparer.Ordinal)
            .Select(static found => found.Name)
            .FirstOrDefault();

    /// <summary>What a message says of it; nothing when there is none.</summary>
    public static string Ask(string? name) => name is null ? "" : $"; did you mean '{name}'?";

    /// <summary>
    /// The one of some names of which a name is a slip of the keyboard: one letter more, less, or swapped with the next one. Unlike what
    /// <see cref="Find"/> finds, it is meant without doubt: names with a number or letter of their own, and plurals, are left out.
    /// </summary>
    public static string? FindSlip(string wrong, IEnumerable<string> names) =>
        names.Where(name => IsSlip(wrong, name)).OrderBy(static name => name, StringComparer.Ordinal).FirstOrDefault();

    private static bool IsSlip(string wrong, string name)
    {
        const int shortest = 4;
        if (Math.Min(wrong.Length, name.Length) < shortest || wrong == name)
        {
            return false;
        }

        if (wrong.Length == name.Length)
        {
            var at = FindDifference(wrong, name);
            return at + 1 < wrong.Length
                && wrong[at] == name[at + 1]
                && wrong[at + 1] == name[at]
                && string.CompareOrdinal(wrong, at + 2, name, at + 2, wrong.Length) == 0;
        }

        var (longer, shorter) = wrong.Length > name.Length ? (wrong, name) : (name, wrong);
        var added = FindDifference(longer, shorter);
        return longer.Length == shorter.Length + 1
            && string.CompareOrdinal(longer, added + 1, shorter, added, longer.Length) == 0
            && (char.IsLetter(longer[added]) || longer[added] == '_')
            && !IsPlural(longer, added)
            && !IsWord(longer, added);
    }

    private static int FindDifference(string longer, string shorter)
    {
        var at = 0;
        while (at < shorter.Length && longer[at] == shorter[at])
        {
            at++;
        }

        return at;
    }

    private static bool IsPlural(string text, int at) => text[at] == 's' && (at + 1 == text.Length || text[at + 1] == '_');

    // A letter of its own, as in port_a.
    private static bool IsWord(string text, int at) => (at == 0 || text[at - 1] == '_') && (at + 1 == text.Length || text[at + 1] == '_');

    // Inserted, left out, replaced and swapped characters, whatever their case. A name with one word more is nearly the same.
    private static int Count(string wrong, string name)
    {
        if (IsLonger(wrong, name) || IsLonger(name, wrong) || string.Equals(wrong, name, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        if (Math.Abs(wrong.Length - name.Length) > MaxDifferences)
        {
            return int.MaxValue;
        }

        var rows = new int[wrong.Length + 1, name.Length + 1];
        for (var i = 0; i <= wrong.Length; i++)
        {
            for (var j = 0; j <= name.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
            }
        }

        return rows[wrong.Length, name.Length];

        int Step(int i, int j)
        {
            var isSame = char.ToUpperInvariant(wrong[i - 1]) == char.ToUpperInvariant(name[j - 1]);
            var fewest = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (isSame ? 0 : 1));
            return i > 1 && j > 1 && wrong[i - 1] == name[j - 2] && wrong[i - 2] == name[j - 1]
                ? Math.Min(fewest, rows[i - 2, j - 2] + 1)
                : fewest;
        }
    }

    private static bool IsLonger(string name, string other) =>
        name.EndsWith("_" + other, StringComparison.OrdinalIgnoreCase) || name.StartsWith(other + "_", StringComparison.OrdinalIgnoreCase);
}
