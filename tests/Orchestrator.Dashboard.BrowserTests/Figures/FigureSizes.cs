using System.Globalization;

namespace Orchestrator.Dashboard.BrowserTests.Figures;

/// <summary>How much is measured: less shows quickly whether it works.</summary>
/// <param name="Rounds">How often each time is measured.</param>
/// <param name="Pages">How many pages are connected for the memory of one.</param>
internal sealed record FigureSizes(int Rounds, int Pages)
{
    private static readonly FigureSizes Default = new(Rounds: 9, Pages: 100);

    /// <summary>Reads <c>ROUNDS PAGES</c>; nothing for those of the documentation.</summary>
    internal static FigureSizes Parse(IReadOnlyList<string> arguments) =>
        arguments switch
        {
            [] => Default,
            [var rounds, var pages] => new(Number(rounds), Number(pages)),
            _ => throw new ArgumentException("Give the number of rounds and of pages after figures, as in: figures 1 5", nameof(arguments)),
        };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
