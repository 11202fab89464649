using Bunit;
using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Tests;

/// <summary>The button that corrects external systems, with what stands beside it.</summary>
public sealed class ReconcilePanelTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;

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
    public async Task Drift_that_is_known_is_shown_with_its_plan_before_anyone_clicks()
    {
        var valve = await _host.CreateValveAsync();
        await _host.SpoilAsync(valve, opening: 99);

        var panel = Open(valve);

        panel.WaitForAssertion(() =>
        {
            var cells = panel.FindAll("td").Select(static cell => cell.TextContent.Trim());
            Assert.Equal(["opening", "5", "99"], cells);
            Assert.Equal("valve in the plant will be changed: opening", panel.Find("ul[aria-label=Plan] li").TextContent.Trim());
            Assert.False(Browser.FindButton(panel, "Reconcile")!.HasAttribute("disabled"));
        });
        Assert.Empty((await _host.Processes.SearchAsync(new([new("target", "RECONCILE")], [], 0, 10))).Items);
    }

    [Fact]
    public async Task One_click_starts_a_reconcile_with_the_plan_and_its_steps_appear_with_what_they_changed()
    {
        var valve = await _host.CreateValveAsync();
        await _host.SpoilAsync(valve, opening: 99);
        var started = Guid.Empty;
        var panel = Open(valve, process => started = process);
        panel.WaitForElement("ul[aria-label=Plan] li");

        await Browser.ClickAsync(panel, "Reconcile");

        panel.WaitForAssertion(() =>
        {
            Assert.Contains("completed", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
            Assert.Contains("valve in the plant was changed", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
            Assert.Contains("no drift", panel.Find("[aria-live=polite]").TextContent, StringComparison.Ordinal);
        });
        Assert.Equal(5, _host.Plant.Valves[valve.ToString()].Opening);
        var process = await _host.Processes.GetAsync(started);
        Assert.Contains("Check plan", process.Steps.Select(static step => step.Name));
    }

    [Fact]
    public async Task Steps_appear_while_the_process_runs()
    {
        var valve = await _host.CreateValveAsync();
        await _host.SpoilAsync(valve, opening: 99);
        var gate = new TaskCompletionSource();
        _host.Plant.Gate = gate.Task;
        var panel = Open(valve);

        await Browser.ClickAsync(panel, "Reconcile");

        panel.WaitForAssertion(() =>
            Assert.Contains("running", panel.Find("[role=status] [aria-current=step]").TextContent, StringComparison.Ordinal)
        );
        Assert.True(Browser.FindButton(panel, "Reconcile")!.HasAttribute("disabled"));
        gate.SetResult();
        panel.WaitForAssertion(() => Assert.Contains("completed", panel.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_fails_shows_its_error_as_text_and_a_retry_completes_the_process()
    {
        var valve = await _host.CreateValveAsync();
        await _host.SpoilAsync(valve, opening: 99);
        _host.Plant.Failures = 1;
        var panel = Open(valve);

        await Browser.ClickAsync(panel, "Reconcile");

        panel.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(panel, "Retry")));
        panel.WaitForAssertion(() =>
            Assert.Contains("The valve is stuck <b>fast</b>.", panel.Find("[role=status]").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(panel.FindAll("b"));
        await Browser.ClickAsync(panel, "Retry");
        panel.WaitForAssertion(() => Assert.Contains("completed", panel.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_keeps_it_from_starting_is_said_with_a_link_before_anyone_clicks()
    {
        var valve = await _host.CreateValveAsync();
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("modify_valve", new { subscription_id = valve }, new { opening = 7, room = "one" });

        var panel = Open(valve);

        panel.WaitForAssertion(() =>
        {
            Assert.True(Browser.FindButton(panel, "Reconcile")!.HasAttribute("disabled"));
            var refused = panel.Find("#reconcile-refused");
            Assert.StartsWith("This subscription is not in sync", refused.TextContent.Trim(), StringComparison.Ordinal);
            Assert.Equal($"processes/{failed.ProcessId}", refused.QuerySelector("a")!.GetAttribute("href"));
        });
    }

    [Fact]
    public async Task A_reader_without_rights_sees_no_button_that_would_be_refused()
    {
        var valve = await _host.CreateValveAsync();
        await _host.SpoilAsync(valve, opening: 99);
        _host.Forbidden.UnionWith([WorkflowAction.Check, WorkflowAction.Start]);

        var panel = Open(valve);

        panel.WaitForAssertion(() =>
        {
            Assert.Null(Browser.FindButton(panel, "Check now"));
            Assert.True(Browser.FindButton(panel, "Reconcile")!.HasAttribute("disabled"));
            Assert.Contains("insufficient permissions", panel.Find("#reconcile-refused").TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_check_shows_what_was_changed_outside()
    {
        var valve = await _host.CreateValveAsync();
        var panel = Open(valve);
        panel.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(panel, "Check now")));
        _host.Plant.Valves.Clear();

        await Browser.ClickAsync(panel, "Check now");

        panel.WaitForAssertion(() =>
            Assert.Equal("valve in the plant will be created", panel.Find("ul[aria-label=Plan] li").TextContent.Trim().Split(':')[0])
        );
    }

    private IRenderedComponent<ReconcilePanel> Open(Guid subscription, Action<Guid>? started = null) =>
        _browser.Render<ReconcilePanel>(parameters =>
            parameters
                .Add(static panel => panel.SubscriptionId, subscription)
                .Add(static panel => panel.Started, EventCallback.Factory.Create<Guid>(this, process => started?.Invoke(process)))
        );
}
