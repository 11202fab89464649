using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>Asks axe, which looks for what keeps people from using a page.</summary>
internal static class Axe
{
    /// <summary>Fails with what axe finds.</summary>
    internal static async Task AssertFindsNothingAsync(IPage page, string place)
    {
        // What moves in is measured where it ends.
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {})))");
        var result = await page.RunAxe();

        var found = result.Violations.SelectMany(static violation =>
            violation.Nodes.Select(node => $"{violation.Id} ({violation.Impact}): {node.Html}")
        );
        Assert.True(result.Violations.Length == 0, $"{place}:\n{string.Join('\n', found)}");
    }
}
