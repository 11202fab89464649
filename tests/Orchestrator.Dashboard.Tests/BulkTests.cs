using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Bulk;
using Orchestrator.Dashboard.Overview;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Tests;

/// <summary>Checks and reconciles of many subscriptions.</summary>
public sealed class BulkTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;

    private NavigationManager Navigation => _browser.Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_in_how_many_and_a_bulk_reconcile_does_it()
    {
        Guid[] valves = [await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right")];
        foreach (var valve in valves)
        {
            await _host.IntroduceDriftAsync(valve, opening: 99);
        }

        var actions = OpenActions("drift:drifted", count: 2);
        await Browser.ClickAsync(actions, "What would change");
        var check = _browser.Render<BulkCheckPage>(parameters => parameters.Add(static page => page.ProcessId, StartedTask()));
        check.WaitForAssertion(() =>
            Assert.Equal(
                ["2", "valve in the plant", "opening", "99", "5"],
                check.FindAll("tbody tr")[^1].Children.Select(static cell => cell.TextContent.Trim())
            )
        );

        await Browser.ClickAsync(actions, "Reconcile 2…");
        await Browser.ClickAsync(_browser.Dialogs, "Start the bulk reconcile");
        actions.WaitForState(() => Navigation.Uri.Contains("bulk-reconciles", StringComparison.Ordinal));
        var page = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, StartedTask()));

        page.WaitForAssertion(() => Assert.Equal("2", FigureOf(page, "done")));
        page.WaitForAssertion(() => Assert.Contains("completed: 2 of 2", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains("canary 1, stops after 3 failures", page.Markup, StringComparison.Ordinal);
        Assert.Null(Browser.FindButton(page, "Pause"));
        Assert.All(valves, valve => Assert.Equal(5, _host.Plant.Valves[valve.ToString()].Opening));
    }

    [Fact]
    public async Task A_canary_that_fails_pauses_it_with_the_reason_and_it_is_cancelled_with_another()
    {
        Guid[] valves = [await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right")];
        foreach (var valve in valves)
        {
            await _host.IntroduceDriftAsync(valve, opening: 99);
        }

        _host.Plant.Failures = 100;
        var home = _browser.Render<HomePage>();
        var started = await _host
            .Provider.GetRequiredService<IBulkReconciles>()
            .StartAsync("drift:drifted", 10, "ann", brakes: new() { Canary = 1 });
        var page = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, started));
        page.WaitForAssertion(() => Assert.Contains("Paused by the brake canary", page.Markup, StringComparison.Ordinal));
        home.WaitForAssertion(() => Assert.Contains("Paused: 1", home.Markup, StringComparison.Ordinal));
        Assert.Equal("1", FigureOf(page, "failed"));
        Assert.Equal("1", FigureOf(page, "to start"));
        Assert.Contains("The valve is stuck <b>fast</b>.", page.FindAll("li .text").Single().TextContent, StringComparison.Ordinal);

        await Browser.ClickAsync(page, "Cancel the bulk reconcile");
        _browser.Dialogs.WaitForElement("textarea");
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("The valves are old."));
        await Browser.ClickAsync(_browser.Dialogs, "Start nothing more");

        page.WaitForAssertion(() => Assert.Contains("aborted", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Null(Browser.FindButton(page, "Continue"));
    }

    [Fact]
    public async Task It_is_started_paused_and_continued_with_reasons_that_are_shown_and_kept_in_the_audit()
    {
        Guid[] valves = [await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right")];
        foreach (var valve in valves)
        {
            await _host.IntroduceDriftAsync(valve, opening: 99);
        }

        var actions = OpenActions("drift:drifted", count: 2);
        await Browser.ClickAsync(actions, "Reconcile 2…");
        _host.Plant.Failures = 1;
        await AnswerAsync("After the storm.", "Start the bulk reconcile");
        actions.WaitForState(() => Navigation.Uri.Contains("bulk-reconciles", StringComparison.Ordinal));
        var id = StartedTask();
        var page = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, id));
        page.WaitForAssertion(() => Assert.Contains("Paused by the brake canary", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Note: After the storm.", page.FindAll("p.text").Select(static line => line.TextContent));
        Assert.Single(page.FindAll("p.text"), static line => Regex.IsMatch(line.TextContent, "^Started by [^:]+\\.$"));

        await Browser.ClickAsync(page, "Continue");
        _browser.Dialogs.WaitForAssertion(() =>
            Assert.Contains("It starts the rest: 1 subscription. What has failed", _browser.Dialogs.Markup, StringComparison.Ordinal)
        );
        await AnswerAsync("The canary was ill.", "Continue the bulk reconcile");

        page.WaitForAssertion(() => Assert.Contains("ended: 1 of 2", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(["After the storm."], await ReasonsOfAsync(id, AuditAction.AnnotateProcess));
        Assert.Equal(["The canary was ill."], await ReasonsOfAsync(id, AuditAction.ResumeBulkReconcile));
    }

    [Fact]
    public async Task A_person_pauses_it_with_a_reason_that_its_page_and_the_start_page_show()
    {
        Guid[] valves = [await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right")];
        foreach (var valve in valves)
        {
            await _host.IntroduceDriftAsync(valve, opening: 99);
        }

        // Between two waves there is time for it.
        var brakes = new BulkReconcileBrakes { WaveSize = 1, WaitSeconds = 600 };
        var id = await _host.Provider.GetRequiredService<IBulkReconciles>().StartAsync("drift:drifted", 10, "ann", brakes: brakes);
        var home = _browser.Render<HomePage>();
        var page = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, id));
        home.WaitForAssertion(() => Assert.Contains("Paused: 0", home.Markup, StringComparison.Ordinal));

        await Browser.ClickAsync(page, "Pause");
        await AnswerAsync("Someone is at the valves.", "Pause the bulk reconcile");

        page.WaitForAssertion(() =>
        {
            var pause = page.FindAll("[role=status]")[^1];
            Assert.Matches("Paused by .+: Someone is at the valves\\.", pause.TextContent.ReplaceLineEndings(" "));
            Assert.NotNull(pause.QuerySelector("time"));
        });
        home.WaitForAssertion(() =>
        {
            var paused = home.Find("section[aria-labelledby=paused]");
            Assert.Contains("Paused: 1", paused.TextContent, StringComparison.Ordinal);
            Assert.Equal($"bulk-reconciles/{id}", paused.QuerySelector("a")!.GetAttribute("href"));
            Assert.Contains(": Someone is at the valves.,", paused.TextContent, StringComparison.Ordinal);
        });
        Assert.Equal(["Someone is at the valves."], await ReasonsOfAsync(id, AuditAction.PauseBulkReconcile));

        await _host.Provider.GetRequiredService<IBulkReconciles>().CancelAsync(id, "ann", "Enough.");

        home.WaitForAssertion(() => Assert.Contains("Paused: 0", home.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bulk_reconcile_that_refused_some_has_ended_and_says_how_many_were_done_and_refused_and_why()
    {
        Guid[] valves = [await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right")];
        _host.Plant.Failures = 1;
        await _host.Engine.RunAsync("modify_valve", new { subscription_id = valves[1] }, new { opening = 7, room = "right" });
        var started = await _host.Provider.GetRequiredService<IBulkReconciles>().StartAsync("tag:VALVE", 10, "ann");

        var page = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, started));

        page.WaitForAssertion(() =>
        {
            Assert.Equal("ended: 1 of 2 done, 1 refused", page.Find("[role=status]").TextContent.Trim());
            Assert.Equal("1", FigureOf(page, "refused"));
            Assert.Contains("Refused", page.FindAll("h2").Select(static heading => heading.TextContent));
            Assert.NotEmpty(page.Find("li .text").TextContent);
        });
    }

    [Fact]
    public async Task A_dry_run_that_could_compare_nothing_does_not_say_that_nothing_differs()
    {
        var valve = await _host.CreateValveAsync();
        _host.Plant.Failures = 1;
        await _host.Engine.RunAsync("modify_valve", new { subscription_id = valve }, new { opening = 7, room = "one" });
        var started = await _host.Provider.GetRequiredService<IBulkChecks>().StartAsync($"subscription_id:{valve}", 10, "ann");

        var page = _browser.Render<BulkCheckPage>(parameters => parameters.Add(static page => page.ProcessId, started));

        page.WaitForAssertion(() =>
        {
            Assert.Equal("ended: 0 of 1 checked, 1 refused", page.Find("[role=status]").TextContent.Trim());
            Assert.Contains("No subscription could be compared.", page.Markup, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Who_may_start_neither_is_offered_neither()
    {
        _host.Forbidden.Add(WorkflowAction.Start);

        var actions = OpenActions("", count: 2);

        actions.WaitForAssertion(() => Assert.Empty(actions.FindAll("button")));
    }

    [Fact]
    public async Task The_page_of_drift_checks_all_subscriptions()
    {
        await _host.CreateValveAsync("left");
        await _host.CreateValveAsync("right");
        var page = _browser.Render<DriftPage>();

        await Browser.ClickAsync(page, "Check now");

        page.WaitForState(() => Navigation.Uri.Contains("bulk-checks", StringComparison.Ordinal));
        var check = _browser.Render<BulkCheckPage>(parameters => parameters.Add(static page => page.ProcessId, StartedTask()));
        check.WaitForAssertion(() => Assert.Equal("completed: 2 of 2 checked", check.Find("[role=status]").TextContent.Trim()));
    }

    private async Task AnswerAsync(string reason, string button)
    {
        _browser.Dialogs.WaitForElement("textarea");
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync(reason));
        await Browser.ClickAsync(_browser.Dialogs, button);
    }

    private async Task<IEnumerable<string?>> ReasonsOfAsync(Guid process, AuditAction action)
    {
        var search = new AuditSearch(0, 10) { Action = WireName.Of(action), ProcessId = process };
        return (await _host.Provider.GetRequiredService<IAudit>().SearchAsync(search, "ann")).Items.Select(static entry => entry.Reason);
    }

    private Guid StartedTask() => Guid.Parse(Navigation.Uri.Split('/')[^1]);

    private IRenderedComponent<BulkActions> OpenActions(string query, int count) =>
        _browser.Render<BulkActions>(parameters =>
            parameters.Add(static actions => actions.Query, query).Add(static actions => actions.Count, count)
        );

    private static string FigureOf(IRenderedComponent<BulkReconcilePage> page, string name) =>
        page.FindAll("dl div").Single(figure => figure.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent;
}
