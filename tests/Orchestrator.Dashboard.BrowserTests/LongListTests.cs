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

        await ScrollAsync(rows, part: 1, last);
        await Expect(rows.GetByText(last)).ToBeInViewportAsync();
        await Expect(rows.GetByText(first)).ToHaveCountAsync(0);
        Assert.InRange(await CountAsync(rows), 5, MaxRows);

        await ScrollAsync(rows, part: 0.5, "Row 1");
        await Expect(rows.GetByText(last)).ToHaveCountAsync(0);
        await Expect(rows.Locator("tbody a").First).ToBeVisibleAsync();
        await ScrollAsync(rows, part: 0, first);
        await Expect(rows.GetByText(first)).ToBeInViewportAsync();
        Assert.InRange(await CountAsync(rows), 5, MaxRows);
    }

    private static Task<int> CountAsync(ILocator rows) => rows.Locator("tbody tr:has(a)").CountAsync();

    /// <summary>
    /// Scrolls to a part of the list, and the page to the list, until a row that begins so is seen. The height of the list, and the rows in
    /// it, change while rows are loaded, so that one move may end elsewhere.
    /// </summary>
    private static async Task ScrollAsync(ILocator rows, double part, string row) =>
        await rows.Page.WaitForFunctionAsync(
            """
            ([rows, part, row]) => {
                rows.scrollTop = part * (rows.scrollHeight - rows.clientHeight);
                const bottom = rows.getBoundingClientRect().bottom;
                const found = [...rows.querySelectorAll("tbody a")].find(link =>
                    link.innerText.trim().startsWith(row) && link.getBoundingClientRect().bottom <= bottom + 1);
                found?.scrollIntoView({ block: "nearest" });
                return found !== undefined;
            }
            """,
            new object[] { await rows.ElementHandleAsync(), part, row }
        );
}
