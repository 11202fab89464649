using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Two hundred subscriptions are reconciled as one task, which brakes stop.</summary>
public sealed partial class LargeBulkStoryTests(ManyNodes nodes) : IClassFixture<ManyNodes>
{
    private const int Canary = 2;

    [Fact]
    public async Task Two_hundred_wait_for_their_canary_continue_with_progress_and_are_stopped_for_good()
    {
        await nodes.IntroduceDriftInAllAsync();
        var page = await nodes.OpenAsync("/orchestrator/subscriptions?query=tag:NODE");
        await page.GetByRole(AriaRole.Button, new() { Name = "What would change" }).ClickAsync();
        await Expect(page.GetByText($"completed: {ManyNodes.Count} of {ManyNodes.Count}")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = $"{ManyNodes.Count} node in NRM site" })).ToBeVisibleAsync();

        // The canary fails: nothing else is started.
        await nodes.Example.SetFaultAsync("nodes", 400, times: Canary);
        await StartAsync(page, wave: 50, wait: 0);
        await Expect(page.GetByText("by the brake canary")).ToBeVisibleAsync();
        await Expect(Figure(page, "failed")).ToContainTextAsync($"{Canary}");
        await Expect(Figure(page, "to start")).ToContainTextAsync($"{ManyNodes.Count - Canary}");
        await Expect(page.GetByText("The next writes of nodes were set to fail.").First).ToBeVisibleAsync();
        Assert.Equal(0, await nodes.CountRightAsync());

        // Someone has looked at it, and continues.
        await page.EvaluateAsync(
            """
            () => {
              window.seen = [];
              new MutationObserver(() => window.seen.push(document.querySelector('[role=status] [role=progressbar]')?.ariaValueNow))
                .observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true });
            }
            """
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("The canary is looked at");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue the bulk reconcile" }).ClickAsync();
        await Expect(page.GetByText($"ended: {ManyNodes.Count - Canary} of {ManyNodes.Count} done, {Canary} failed")).ToBeVisibleAsync();
        await Expect(Figure(page, "done")).ToContainTextAsync($"{ManyNodes.Count - Canary}");
        Assert.Equal(ManyNodes.Count - Canary, await nodes.CountRightAsync());
        var seen = (await page.EvaluateAsync<string?[]>("() => window.seen")).OfType<string>().Select(Number).Distinct().ToList();
        Assert.Equal(seen.Order(), seen);
        Assert.Contains(seen, static done => done is > Canary and < ManyNodes.Count);

        // Again: the manager refuses more and more, which stops a wave, and the task is given up.
        await nodes.IntroduceDriftInAllAsync();
        await page.GotoAsync("/orchestrator/subscriptions?query=tag:NODE");
        await StartAsync(page, wave: 20, wait: 3);
        await Expect(Figure(page, "done")).Not.ToContainTextAsync("0");
        await nodes.Example.SetFaultAsync("nodes", 400, times: ManyNodes.Count);
        await Expect(page.GetByText("by the brake stop after")).ToBeVisibleAsync();
        await Expect(page.GetByText("not in sync").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the bulk reconcile" }).ClickAsync();
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Start nothing more" });
        await Expect(confirm).ToBeDisabledAsync();
        await page.GetByLabel("Reason").FillAsync("The manager is broken");
        await confirm.ClickAsync();
        await Expect(page.GetByText("aborted:")).ToBeVisibleAsync();

        Assert.True(await nodes.CountRightAsync() < ManyNodes.Count / 2);
        var audit = (await nodes.Example.Http.GetFromJsonAsync<JsonArray>("/api/audit"))!;
        Assert.Contains(audit, static entry => entry!["reason"]?.GetValue<string>() == "The manager is broken");
    }

    /// <summary>Asks for the reconcile of all that are listed, with brakes.</summary>
    private static async Task StartAsync(IPage page, int wave, int wait)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = ReconcileAll() }).ClickAsync();
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = "Reconcile in bulk" });
        await question.GetByLabel("Only those that have drifted").UncheckAsync();
        await EnterAsync(question, "Canary", Canary);
        await EnterAsync(question, "Wave", wave);
        await EnterAsync(question, "Seconds between waves", wait);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the bulk reconcile" }).ClickAsync();
    }

    private static async Task EnterAsync(ILocator question, string label, int number)
    {
        var field = question.GetByLabel(label, new() { Exact = true });
        await field.FillAsync($"{number}");
        await field.BlurAsync();
    }

    private static ILocator Figure(IPage page, string name) =>
        page.Locator("dl[aria-label=Subscriptions] > div")
            .Filter(new() { Has = page.GetByText(name, new() { Exact = true }) })
            .Locator("dd");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^Reconcile [0-9]+")]
    private static partial Regex ReconcileAll();
}
