using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests.Figures;

/// <summary>How long a click on Reconcile takes until its steps are seen, beside the same start over the API.</summary>
internal static class ClickFigures
{
    // The browser's own clock, from the click on.
    private const string Watch = """
        () => {
          window.times = {};
          const main = document.querySelector('main');
          main.addEventListener('click', (event) => {
            if (event.target.closest('button')?.textContent.trim() === 'Reconcile') { window.times.clicked = performance.now(); }
          }, true);
          new MutationObserver(() => {
            const run = document.querySelector('[role=group][aria-label=Reconcile]');
            if (window.times.clicked === undefined || !run) { return; }
            if (run.querySelector('.steps li')) { window.times.first ??= performance.now(); }
            if (run.textContent.trim().startsWith('completed')) { window.times.last ??= performance.now(); }
          }).observe(main, { subtree: true, childList: true, characterData: true });
        }
        """;

    internal static async Task<string> MeasureAsync(BrowserExample example, FigureSizes sizes)
    {
        var node = (await example.Example.FindAsync("NODE"))[0];
        List<(double First, double Last)> clicks = [];
        List<(double First, double Last)> calls = [];
        for (var round = 0; round <= sizes.Rounds; round++)
        {
            clicks.Add(await ClickAsync(example, node, round));
            calls.Add(await CallAsync(example, node, round));
        }

        // The first of each is compiled while it runs.
        return $"""
            | milliseconds from the start | median | worst of {sizes.Rounds} |
            | --- | --- | --- |
            | click, first step seen | {DashboardFigures.Describe(clicks.Skip(1).Select(static click => click.First))} |
            | click, last step seen | {DashboardFigures.Describe(clicks.Skip(1).Select(static click => click.Last))} |
            | request, first step in an answer | {DashboardFigures.Describe(calls.Skip(1).Select(static call => call.First))} |
            | request, last step in an answer | {DashboardFigures.Describe(calls.Skip(1).Select(static call => call.Last))} |

            """;
    }

    private static async Task<(double First, double Last)> ClickAsync(BrowserExample example, Guid node, int round)
    {
        await example.IntroduceDriftAsync("nodes", node, $"changed outside {round}");
        var page = await example.OpenAsync($"/orchestrator/subscriptions/{node}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");
        await page.EvaluateAsync(Watch);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.times.last");
        var times = await page.EvaluateAsync<Dictionary<string, double>>("() => window.times");
        await example.CloseAllAsync();
        return (times["first"] - times["clicked"], times["last"] - times["clicked"]);
    }

    private static async Task<(double First, double Last)> CallAsync(BrowserExample example, Guid node, int round)
    {
        await example.IntroduceDriftAsync("nodes", node, $"changed outside again {round}");
        var managed = new ManagedObject(example.Example, "nodes", node);
        var plan = (await managed.PlanAsync()).GetProperty("plan").GetGuid();
        var watch = Stopwatch.StartNew();
        var process = await example.Example.StartAsync($"reconcile_node?plan={plan}", node);
        double? first = null;
        while (true)
        {
            var found = (await example.Example.Http.GetFromJsonAsync<JsonNode>($"/api/processes/{process}"))!;
            if (found["steps"]!.AsArray().Any(static step => step!["status"]?.GetValue<string>() is "success" or "complete"))
            {
                first ??= watch.Elapsed.TotalMilliseconds;
            }

            if (found["last_status"]!.GetValue<string>() == "completed")
            {
                return (first!.Value, watch.Elapsed.TotalMilliseconds);
            }
        }
    }
}
