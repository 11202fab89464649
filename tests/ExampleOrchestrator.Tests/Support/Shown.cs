using System.Text.RegularExpressions;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>What a page shows of an answer, to be compared with one.</summary>
internal static partial class Shown
{
    /// <summary>A text without its ids, which are others each time.</summary>
    internal static string WithoutIds(string text) => Ids().Replace(text, "<id>").Trim();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
