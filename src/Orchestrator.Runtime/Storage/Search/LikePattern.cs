namespace Orchestrator.Storage.Search;

/// <summary>Patterns of LIKE, whose escape character is the backslash.</summary>
internal static class LikePattern
{
    /// <summary>A pattern that only the text itself is like.</summary>
    internal static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>A pattern of a text in which <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    internal static string OfWildcards(string text) => Escape(text).Replace('*', '%').Replace('?', '_');
}
