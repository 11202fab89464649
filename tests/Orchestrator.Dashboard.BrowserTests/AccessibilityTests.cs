using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Axe finds nothing on any page, in either theme.</summary>
public sealed class AccessibilityTests(BrowserExample example) : IClassFixture<BrowserExample>, IAsyncLifetime
{
    private const int Phone = 390;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await example.CloseAllAsync();

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_lists_and_pages(ColorScheme theme)
    {
        var node = (await example.Example.FindAsync("NODE"))[0];
        await example.SpoilAsync("nodes", node, $"changed outside in {theme}");
        var done = await example.Example.RunAsync("reconcile_node", (await example.Example.FindAsync("NODE"))[1]);
        string[] paths =
        [
            "",
            "catalogue",
            "catalogue/create_l2vpn",
            "start/create_l2vpn",
            "subscriptions",
            $"subscriptions/{node}",
            "drift",
            "processes",
            "tasks",
            "engine",
            $"processes/{done.GetProperty("process_id").GetGuid()}",
            "nothing",
        ];

        foreach (var path in paths)
        {
            var page = await example.OpenAsync($"/orchestrator/{path}", theme);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            if (path == $"subscriptions/{node}")
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");
            }

            await CheckAsync(page, $"{path} ({theme})");

            // At the width of a phone nothing is cut off: what is wide scrolls by itself.
            await page.SetViewportSizeAsync(Phone, 800);
            await CheckAsync(page, $"{path} ({theme}, phone)");
            var excess = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
            Assert.True(excess <= 0, $"{path} is {excess} pixels too wide for a phone.");
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_with_a_menu_or_the_list_of_keys_open(ColorScheme theme)
    {
        var page = await example.OpenAsync("/orchestrator/subscriptions", theme);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Subscriptions" }).WaitForAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await CheckAsync(page, $"keys ({theme})");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();

        await page.GetByLabel("Product").First.ClickAsync();
        await Expect(page.GetByText("node").First).ToBeVisibleAsync();

        await CheckAsync(page, $"menu ({theme})");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_with_a_dialog_and_an_error_on_the_page(ColorScheme theme)
    {
        var port = (await example.Example.FindAsync("PORT"))[theme == ColorScheme.Light ? 0 : 1];
        await example.SpoilAsync("ports", port, "changed outside");
        await example.Example.SetFaultAsync("ports", 400, times: 100);
        var failed = await example.Example.RunAsync("reconcile_port", port);
        await example.Example.SetFaultAsync("ports", 400, times: 0);
        var page = await example.OpenAsync($"/orchestrator/processes/{failed.GetProperty("process_id").GetGuid()}", theme);
        await page.GetByRole(AriaRole.Button, new() { Name = "Abort", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await CheckAsync(page, $"dialog ({theme})");

        // What it holds is in the way of the other tests.
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();
        await Expect(page.GetByText("completed").First).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(IPage page, string place)
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
