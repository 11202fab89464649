using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests.Figures;

/// <summary>How much memory of the host a connected page takes.</summary>
internal static class MemoryFigures
{
    private const int Warm = 5;
    private const int AtOnce = 5;
    private const double Megabyte = 1_000_000;

    internal static async Task<string> MeasureAsync(BrowserExample example, FigureSizes sizes)
    {
        // What the first pages bring for all.
        await OpenAsync(example, Warm);
        await example.CloseAllAsync();
        var before = WorkingSet(example);
        await OpenAsync(example, sizes.Pages);
        var after = WorkingSet(example);
        await example.CloseAllAsync();
        return $"""
            | working set of the host | MB |
            | --- | --- |
            | no page connected, {Warm} were before | {Show(before)} |
            | {sizes.Pages} pages of the list of subscriptions connected | {Show(after)} |
            | each | {Show((after - before) / sizes.Pages)} |

            """;
    }

    private static async Task OpenAsync(BrowserExample example, int count)
    {
        var context = (await example.OpenAsync("about:blank")).Context;
        for (var opened = 0; opened < count; opened += AtOnce)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, count - opened)).Select(_ => OpenPageAsync(context)));
        }
    }

    private static async Task OpenPageAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/orchestrator/subscriptions");
        await Expect(page.Locator("main tbody tr a").First).ToBeVisibleAsync();
    }

    private static double WorkingSet(BrowserExample example)
    {
        using var host = Process.GetProcessById(example.Example.HostId);
        return host.WorkingSet64 / Megabyte;
    }

    private static string Show(double megabytes) => megabytes.ToString("0.0", CultureInfo.InvariantCulture);
}
