namespace Orchestrator.Storage.Search;

/// <summary>Patterns of LIKE, whose escape character is the backslash.</summary>
internal static class LikePattern
{
    /// <summary>A pattern that only the text itself is like.</summary>
    internal static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
