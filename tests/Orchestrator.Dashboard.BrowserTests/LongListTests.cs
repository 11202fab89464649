using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>A list of thousands of rows, of which the page holds those that can be seen.</summary>
public sealed class LongListTests(ManySubscriptions example) : IClassFixture<ManySubscriptions>, IAsyncLifetime
{
    private const int MaxRows = 100;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await example.CloseAllAsync();

    [Fact]
    public async Task The_last_of_thousands_of_rows_is_reached_and_the_page_holds_few_of_them()
    {
        const string first = "Row 0001";
        const string last = "Row 3000";
        var page = await example.OpenAsync("/orchestrator/subscriptions?customer=many&sort=description");
        var rows = page.GetByRole(AriaRole.Region, new() { Name = "Subscriptions", Exact = true });
        await Expect(page.GetByText($"{ManySubscriptions.Count} found")).ToBeVisibleAsync();
        await Expect(rows.GetByText(first)).ToBeInViewportAsync();
        Assert.InRange(await CountAsync(rows), 5, MaxRows);

        await ScrollAsync(rows, part: 1);
        await rows.GetByText(last).ScrollIntoViewIfNeededAsync();
        await Expect(rows.GetByText(last)).ToBeInViewportAsync();
        await Expect(rows.GetByText(first)).ToHaveCountAsync(0);
        Assert.InRange(await CountAsync(rows), 5, MaxRows);

        await ScrollAsync(rows, part: 0.5);
        await Expect(rows.GetByText(last)).ToHaveCountAsync(0);
        await Expect(rows.Locator("tbody a").First).ToBeVisibleAsync();
        await ScrollAsync(rows, part: 0);
        await Expect(rows.GetByText(first)).ToBeInViewportAsync();
        Assert.InRange(await CountAsync(rows), 5, MaxRows);
    }

    private static Task<int> CountAsync(ILocator rows) => rows.Locator("tbody tr:has(a)").CountAsync();

    private static async Task ScrollAsync(ILocator rows, double part) =>
        await rows.EvaluateAsync("(rows, part) => { rows.scrollTop = part * (rows.scrollHeight - rows.clientHeight); }", part);
}
