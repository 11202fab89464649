using System.Text;

namespace Orchestrator.Storage.Search;

/// <summary>
/// What a query says, as a tree. Its text is a query of the same meaning, in which every group has parentheses and every word quotation
/// marks.
/// </summary>
internal abstract record SearchExpression
{
    /// <summary>Reads a query.</summary>
    /// <exception cref="InvalidRequestException">It is too long, too deep, or not such a query.</exception>
    internal static SearchExpression Parse(string query) => new SearchParser(query).Read();

    /// <summary>What holds for every row, and for none.</summary>
    internal const string Always = "1 = 1",
        Never = "1 = 0";

    /// <summary>Writes the query as a condition of SQL.</summary>
    /// <param name="write">Writes that a word, or several in a row, occurs.</param>
    internal string Write(Func<Term, string> write) =>
        this switch
        {
            All { Parts.Count: 0 } => Always,
            All all => Write(all.Parts, " AND ", write),
            Any any => Write(any.Parts, " OR ", write),
            Not not => $"NOT {not.Part.Write(write)}",
            Term term => write(term),
            _ => throw new InvalidOperationException($"{TypeText.Of(GetType())} is not a part of a query."),
        };

    /// <summary>All of them hold; without any, it holds for everything.</summary>
    internal sealed record All(IReadOnlyList<SearchExpression> Parts) : SearchExpression
    {
        public override string ToString() => Join(Parts, " ");
    }

    /// <summary>At least one of them holds.</summary>
    internal sealed record Any(IReadOnlyList<SearchExpression> Parts) : SearchExpression
    {
        public override string ToString() => Join(Parts, " | ");
    }

    /// <summary>It does not hold.</summary>
    internal sealed record Not(SearchExpression Part) : SearchExpression
    {
        public override string ToString() => $"-{Part}";
    }

    /// <summary>A word, or several in a row.</summary>
    /// <param name="Field">Where it occurs; null for anywhere.</param>
    /// <param name="Text">What occurs.</param>
    /// <param name="IsPrefix">Whether the last word may continue.</param>
    internal sealed record Term(string? Field, string Text, bool IsPrefix) : SearchExpression
    {
        /// <summary>Whether there is anything to look for: all other characters only separate words.</summary>
        internal bool HasWords => Text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

        public override string ToString() => $"{(Field is null ? "" : $"{Field}:")}\"{Text}\"{(IsPrefix ? "*" : "")}";
    }

    private static string Write(IReadOnlyList<SearchExpression> parts, string separator, Func<Term, string> write) =>
        $"({string.Join(separator, parts.Select(part => part.Write(write)))})";

    private static string Join(IReadOnlyList<SearchExpression> parts, string separator) =>
        parts.Count == 0 ? "" : $"({string.Join(separator, parts)})";
}
