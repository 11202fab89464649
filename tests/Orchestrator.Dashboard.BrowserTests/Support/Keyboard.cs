using Microsoft.Playwright;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>What a person without a pointer does.</summary>
internal static class Keyboard
{
    private const int MaxStops = 150;

    /// <summary>Moves with the tabulator until something has the focus.</summary>
    internal static async Task MoveToAsync(this IPage page, ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var stop = 0; stop < MaxStops; stop++)
        {
            if (await target.EvaluateAsync<bool>("target => target === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{target} cannot be reached with the keyboard.");
    }

    /// <summary>Moves to a button or link, and presses it.</summary>
    internal static async Task PressAsync(this IPage page, AriaRole role, string name)
    {
        var target = page.GetByRole(role, new() { Name = name, Exact = true });
        await Assertions.Expect(target).ToBeEnabledAsync();
        await page.MoveToAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }
}
