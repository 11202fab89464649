using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Something is changed outside; its difference and the plan are shown, and one click corrects it.</summary>
public sealed class ReconcileStoryTests(BrowserExample example) : IClassFixture<BrowserExample>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await example.CloseAllAsync();

    [Fact]
    public async Task One_click_corrects_what_was_changed_outside_and_the_steps_appear_beside_the_button()
    {
        var node = (await example.Example.FindAsync("NODE"))[0];
        var right = await example.SpoilAsync("nodes", node, "<script>document.title = 'broken'</script>");
        var page = await example.OpenAsync("/");
        await Expect(page).ToHaveURLAsync(new Uri(example.Example.Http.BaseAddress!, "/orchestrator/").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Subscriptions" }).ClickAsync();
        await page.Locator($"a[href='subscriptions/{node}']").ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();

        var difference = page.GetByRole(AriaRole.Row, new() { Name = "description" }).First;
        await Expect(difference).ToContainTextAsync("<script>document.title = 'broken'</script>");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("node in NRM will be changed: description");

        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();

        var run = page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" });
        await Expect(run).ToContainTextAsync("Check plan");
        await Expect(run).ToContainTextAsync("node in NRM was changed");
        await Expect(run).ToContainTextAsync("completed");
        await Expect(page.GetByText("no drift").First).ToBeVisibleAsync();
        Assert.True(JsonNode.DeepEquals(right, await new ManagedObject(example.Example, "nodes", node).ReadAsync()));
        Assert.DoesNotContain("broken", await page.TitleAsync(), StringComparison.Ordinal);

        // The address has the process, so a page that is loaded again shows it.
        await page.ReloadAsync();
        await Expect(run).ToContainTextAsync("completed");
    }

    [Fact]
    public async Task A_step_that_failed_is_retried_once_its_cause_is_gone()
    {
        var port = (await example.Example.FindAsync("PORT"))[0];
        await example.SpoilAsync("ports", port, "changed outside");
        var page = await example.OpenAsync($"/orchestrator/subscriptions/{port}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");
        await example.Example.SetFaultAsync("ports", 400, times: 100);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();
        var run = page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" });
        await Expect(run).ToContainTextAsync("with 400");

        await example.Example.SetFaultAsync("ports", 400, times: 0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await Expect(run).ToContainTextAsync("completed");
    }

    [Fact]
    public async Task A_subscription_that_is_held_says_which_process_holds_it()
    {
        var l2vpn = (await example.Example.FindAsync("L2VPN"))[0];
        await example.SpoilAsync("l2vpns", l2vpn, "changed outside");
        await example.Example.SetFaultAsync("l2vpns", 400, times: 100);
        var failed = await example.Example.RunAsync("reconcile_l2vpn", l2vpn);
        await example.Example.SetFaultAsync("l2vpns", 400, times: 0);
        var process = failed.GetProperty("process_id").GetGuid();

        var page = await example.OpenAsync($"/orchestrator/subscriptions/{l2vpn}");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"process {process}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();
        await Expect(page.GetByText("completed").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_story_is_told_with_the_keyboard_alone()
    {
        var node = (await example.Example.FindAsync("NODE"))[1];
        var right = await example.SpoilAsync("nodes", node, "changed outside");
        var page = await example.OpenAsync($"/orchestrator/subscriptions/{node}");
        await PressAsync(page, "Check now");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");

        await PressAsync(page, "Reconcile");

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" })).ToContainTextAsync("completed");
        Assert.True(JsonNode.DeepEquals(right, await new ManagedObject(example.Example, "nodes", node).ReadAsync()));
    }

    /// <summary>Moves to a button with the tabulator, and presses it.</summary>
    private static async Task PressAsync(IPage page, string name)
    {
        const int maxStops = 60;
        var button = page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await Expect(button).ToBeEnabledAsync();
        for (var stop = 0; stop < maxStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await button.EvaluateAsync<bool>("button => button === document.activeElement"))
            {
                await page.Keyboard.PressAsync("Enter");
                return;
            }
        }

        Assert.Fail($"'{name}' cannot be reached with the keyboard.");
    }
}
