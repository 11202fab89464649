namespace Orchestrator.Generators.CSharp;

/// <summary>
/// Texts of authors in comments, where every character that C# takes for the end of a line would end the comment and begin code.
/// </summary>
internal static class Lines
{
    private static readonly string[] Ends = ["\r\n", "\r", "\n", "\u0085", "\u2028", "\u2029"];

    /// <summary>The lines of a text, as the compiler would see them.</summary>
    public static string[] Split(string text) => text.Split(Ends, StringSplitOptions.None);

    /// <summary>The text in one line.</summary>
    public static string Join(string text) => string.Join(" ", Split(text));
}
