using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Many subscriptions are reconciled as one task.</summary>
public sealed partial class BulkStoryTests(BrowserExample example) : IClassFixture<BrowserExample>
{
    [Fact]
    public async Task What_would_change_is_shown_and_reconciled_with_a_canary()
    {
        var node = (await example.Example.FindAsync("NODE"))[0];
        await example.IntroduceDriftAsync("nodes", node, "changed outside");
        var page = await example.OpenAsync("/orchestrator/subscriptions?query=tag:NODE");
        await page.GetByRole(AriaRole.Button, new() { Name = "What would change" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "changed outside" })).ToBeVisibleAsync();
        await Expect(page.GetByText(Ended())).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile" }).ClickAsync();
        await Expect(page.GetByLabel("Canary")).ToHaveValueAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the bulk reconcile" }).ClickAsync();

        // The other is the node that the example's first start has changed.
        await Expect(page.GetByText("completed: 2 of 2")).ToBeVisibleAsync();
        Assert.NotEqual(
            "changed outside",
            (await new ManagedObject(example.Example, "nodes", node).ReadAsync())["description"]!.ToString()
        );
    }

    /// <summary>Some nodes of the example are not in use, so their check is refused.</summary>
    [GeneratedRegex("^(completed|ended): ")]
    private static partial Regex Ended();
}
