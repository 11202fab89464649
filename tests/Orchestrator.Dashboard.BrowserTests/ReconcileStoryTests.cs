using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Something is changed outside; its difference and the plan are shown, and one click corrects it.</summary>
public sealed partial class ReconcileStoryTests(BrowserExample example) : IClassFixture<BrowserExample>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await example.CloseAllAsync();

    [Fact]
    public async Task One_click_corrects_what_was_changed_outside_and_the_steps_appear_beside_the_button()
    {
        var node = (await example.Example.FindAsync("NODE"))[0];
        var right = await example.IntroduceDriftAsync("nodes", node, "<script>document.title = 'broken'</script>");
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
    public async Task Each_step_appears_beside_the_button_while_the_next_one_runs_and_the_page_asks_for_nothing()
    {
        var port = (await example.Example.FindAsync("PORT"))[1];
        await example.IntroduceDriftAsync("ports", port, "changed outside");
        var page = await example.OpenAsync($"/orchestrator/subscriptions/{port}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");
        var requests = new ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(request.Url);
        page.WebSocket += (_, socket) => requests.Enqueue(socket.Url);
        await page.EvaluateAsync(
            """
            () => {
              window.seen = [];
              const look = () => {
                const steps = [...document.querySelectorAll('[role=group][aria-label=Reconcile] .steps > li')].map(step => step.innerText);
                window.seen.push(steps.map(step => /success/.test(step) ? 'done' : /running/.test(step) ? 'running' : 'other').join(' '));
              };
              new MutationObserver(look).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
            }
            """
        );
        await example.Example.SetFaultAsync("ports", 200, times: 1, delayMilliseconds: 3_000);

        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();

        var run = page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" });
        await Expect(run.Locator(".mud-chip").First).ToHaveTextAsync("completed");
        var seen = (await page.EvaluateAsync<string[]>("() => window.seen")).Where(static steps => steps.Length > 0).ToList();
        Assert.Contains(
            seen,
            static steps => steps.StartsWith("done", StringComparison.Ordinal) && steps.Contains("running", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(seen[^1], "other", StringComparison.Ordinal);
        var done = seen.Select(static steps => steps.Split("done").Length).ToList();
        Assert.Equal(done.Order(), done);
        Assert.Empty(requests);
    }

    [Fact]
    public async Task A_step_that_failed_is_retried_once_its_cause_is_gone()
    {
        var port = (await example.Example.FindAsync("PORT"))[0];
        await example.IntroduceDriftAsync("ports", port, "changed outside");
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
    public async Task A_step_that_failed_is_skipped_with_a_reason_that_stays_beside_it()
    {
        // The task of the first start has found an object that no subscription has.
        var page = await example.OpenAsync("/orchestrator/tasks");
        await page.GetByRole(AriaRole.Link, new() { Name = "task_find_nrm_orphans" }).First.ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Skip", Exact = true }).ClickAsync();
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Skip the step" });
        await Expect(confirm).ToBeDisabledAsync();
        await page.GetByLabel("Reason").FillAsync("Done by hand");
        await confirm.ClickAsync();

        await Expect(page.GetByText("completed").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Steps" })).ToContainTextAsync("Done by hand");
    }

    [Fact]
    public async Task A_subscription_that_an_aborted_process_left_out_of_sync_cannot_be_reconciled_and_says_so()
    {
        var circuit = (await example.Example.FindAsync("NSIP2P"))[0];
        var process = await example.FailAsync("nsip2ps", circuit);
        var page = await example.OpenAsync($"/orchestrator/processes/{process}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abort", Exact = true }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Another order replaces it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abort the process" }).ClickAsync();
        await Expect(page.GetByText("aborted").First).ToBeVisibleAsync();

        await page.GotoAsync($"/orchestrator/subscriptions/{circuit}");

        var reconcile = page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true });
        await Expect(reconcile).ToBeDisabledAsync();
        await Expect(reconcile).ToHaveAccessibleDescriptionAsync(OutOfSync());

        // What looks disabled starts nothing when it is clicked all the same.
        var before = await CountProcessesAsync();
        await reconcile.ClickAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Link, new() { Name = "Processes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Processes" })).ToBeVisibleAsync();
        Assert.Equal(before, await CountProcessesAsync());
    }

    [Fact]
    public async Task A_value_that_was_changed_on_the_page_of_the_resource_manager_is_corrected()
    {
        var port = (await example.Example.FindAsync("PORT"))[3];
        var managed = new ManagedObject(example.Example, "ports", port);
        var right = await managed.ReadAsync();
        var manager = await example.OpenAsync(example.Example.Nrm.BaseAddress!.ToString());
        await manager.Locator("details").Filter(new() { Has = manager.GetByLabel($"ports {port}") }).Locator("summary").ClickAsync();
        var wrong = right.DeepClone();
        wrong["enabled"] = false;
        await manager.GetByLabel($"ports {port}").FillAsync(wrong.ToJsonString());
        await manager.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(manager.GetByRole(AriaRole.Status)).ToContainTextAsync("applied");

        var page = await example.OpenAsync($"/orchestrator/subscriptions/{port}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed: enabled");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" })).ToContainTextAsync("completed");
        Assert.True(JsonNode.DeepEquals(right, await managed.ReadAsync()));
    }

    [Fact]
    public async Task A_subscription_that_is_held_says_which_process_holds_it()
    {
        var l2vpn = (await example.Example.FindAsync("L2VPN"))[0];
        var process = await example.FailAsync("l2vpns", l2vpn);

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
        var right = await example.IntroduceDriftAsync("nodes", node, "changed outside");
        var page = await example.OpenAsync("/orchestrator");
        await page.PressAsync(AriaRole.Link, "Subscriptions");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Subscriptions" })).ToBeFocusedAsync();

        // The search, then the list, where arrows move.
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync($"subscription_id:{node}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("1 found")).ToBeVisibleAsync();
        await page.MoveToAsync(page.GetByRole(AriaRole.Region, new() { Name = "Subscriptions", Exact = true }));
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator($"a[href='subscriptions/{node}']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();

        await page.PressAsync(AriaRole.Button, "Check now");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");
        await page.PressAsync(AriaRole.Button, "Reconcile");

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" })).ToContainTextAsync("completed");
        Assert.True(JsonNode.DeepEquals(right, await new ManagedObject(example.Example, "nodes", node).ReadAsync()));
    }

    [Fact]
    public async Task A_list_without_a_search_begins_with_its_first_filter()
    {
        var page = await example.OpenAsync("/orchestrator/processes");
        await Expect(page.GetByRole(AriaRole.Search).Locator("input").First).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");

        await Expect(page.GetByRole(AriaRole.Search).Locator("input:focus")).ToBeVisibleAsync();
    }

    private async Task<int> CountProcessesAsync()
    {
        var counts = (await example.Example.Http.GetFromJsonAsync<JsonNode>("/api/processes/status-counts"))!["process_counts"]!;
        return counts.AsObject().Sum(static count => count.Value!.GetValue<int>());
    }

    [GeneratedRegex("out of sync|not in sync")]
    private static partial Regex OutOfSync();
}
