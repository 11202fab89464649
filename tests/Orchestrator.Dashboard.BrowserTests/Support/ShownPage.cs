using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>A page of the dashboard.</summary>
/// <param name="Name">What it is called in messages and files.</param>
/// <param name="Address">Its address.</param>
/// <param name="Shows">The pattern of a text that it shows once it has read everything.</param>
internal sealed record ShownPage(string Name, string Address, string Shows)
{
    /// <summary>Opens it, and waits until it shows what it has read.</summary>
    internal async Task OpenInAsync(IPage page)
    {
        await page.GotoAsync(Address);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByText(new Regex(Shows, RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();
    }

    public override string ToString() => Name;
}
