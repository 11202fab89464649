using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests.Figures;

/// <summary>Pictures of every page, in both themes, at the size of a desk and of a phone, and those of the README.</summary>
internal static class Screenshots
{
    private const string Readme = "readme";

    private static readonly (string Name, int Width, int Height)[] Sizes = [("desktop", 1280, 800), ("phone", 390, 844)];

    internal static async Task TakeAsync(Chromium chromium, DirectoryInfo folder)
    {
        await using var example = new FilledBrowserExample(chromium);
        await example.InitializeAsync();
        foreach (var (size, width, height) in Sizes)
        {
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var page = await OpenAsync(example, theme, width, height);
                foreach (var shown in example.Filled.Pages)
                {
                    await shown.OpenInAsync(page);

                    // The whole page, with the menu at its side.
                    var whole = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
                    await page.SetViewportSizeAsync(width, Math.Max(whole, height));
                    await SaveAsync(page, folder, $"{shown}-{size}-{theme.ToString().ToLowerInvariant()}");
                    await page.SetViewportSizeAsync(width, height);
                }

                await example.CloseAllAsync();
            }
        }

        await TakeForReadmeAsync(example, folder);
    }

    /// <summary>What a reader of the README sees first: the day, a difference and its plan, what one click did, and many at once.</summary>
    private static async Task TakeForReadmeAsync(FilledBrowserExample example, DirectoryInfo folder)
    {
        const int width = 1000;
        const int height = 640;
        var page = await OpenAsync(example, ColorScheme.Light, width, height);
        foreach (var name in new[] { "start", "bulk-reconcile", "subscription" })
        {
            await example.Filled.Pages.Single(shown => shown.Name == name).OpenInAsync(page);
            await SaveAsync(page, folder, $"{Readme}-{name}");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();
        var steps = page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" });
        await Expect(steps).ToContainTextAsync("completed");
        await Expect(steps).ToContainTextAsync("was changed");
        await steps.ScrollIntoViewIfNeededAsync();
        await SaveAsync(page, folder, $"{Readme}-reconciled");
    }

    private static Task<IPage> OpenAsync(FilledBrowserExample example, ColorScheme theme, int width, int height) =>
        example.OpenAsync(
            "/orchestrator",
            options =>
            {
                options.ColorScheme = theme;
                options.ViewportSize = new() { Width = width, Height = height };
            }
        );

    private static async Task SaveAsync(IPage page, DirectoryInfo folder, string name)
    {
        var file = Path.Combine(folder.FullName, $"{name}.png");
        await page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
        Console.WriteLine(file);
    }
}
