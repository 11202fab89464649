using Orchestrator.Dashboard.BrowserTests.Support;

namespace Orchestrator.Dashboard.BrowserTests.Figures;

/// <summary>Prints what the dashboard costs. It tests nothing: times depend on the machine.</summary>
internal static class DashboardFigures
{
    internal static async Task PrintAsync(Chromium chromium, FigureSizes sizes)
    {
        await using var example = new ManyPagesExample(chromium);
        await example.InitializeAsync();
        Func<BrowserExample, FigureSizes, Task<string>>[] figures =
        [
            LoadFigures.MeasureAsync,
            ClickFigures.MeasureAsync,
            MemoryFigures.MeasureAsync,
        ];
        foreach (var measure in figures)
        {
            Console.WriteLine(await measure(example, sizes));
        }
    }

    /// <summary>The middle one of several, and the worst.</summary>
    internal static string Describe(IEnumerable<double> milliseconds)
    {
        var ordered = milliseconds.Order().ToList();
        return FormattableString.Invariant($"{ordered[ordered.Count / 2]:0} | {ordered[^1]:0}");
    }
}
