using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Operations;
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
        await _host.IntroduceDriftAsync(valve, opening: 99);

        var panel = Open(valve);

        panel.WaitForAssertion(() =>
        {
            var cells = panel.FindAll("td").Select(static cell => cell.TextContent.Trim());
            Assert.Equal(["opening", "5", "99", "Accept"], cells);
            Assert.Equal("valve in the plant will be changed: opening", panel.Find("ul[aria-label=Plan] li").TextContent.Trim());
            Assert.False(Browser.IsDisabled(Browser.FindButton(panel, "Reconcile")!));
        });
        Assert.Empty((await _host.Processes.SearchAsync(new([new("target", "RECONCILE")], [], 0, 10))).Items);
    }

    [Fact]
    public async Task One_click_starts_a_reconcile_with_the_plan_and_its_steps_appear_with_what_they_changed()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var started = Guid.Empty;
        var panel = Open(valve, process => started = process);
        panel.WaitForElement("ul[aria-label=Plan] li");

        await Browser.ClickAsync(panel, "Reconcile");

        panel.WaitForAssertion(() =>
        {
            Assert.Contains("completed", panel.Find("[role=group][aria-label=Reconcile]").TextContent, StringComparison.Ordinal);
            Assert.Contains(
                "valve in the plant was changed",
                panel.Find("[role=group][aria-label=Reconcile]").TextContent,
                StringComparison.Ordinal
            );
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
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var gate = new TaskCompletionSource();
        _host.Plant.Gate = gate.Task;
        var panel = Open(valve);

        await Browser.ClickAsync(panel, "Reconcile");

        panel.WaitForAssertion(() =>
            Assert.Contains("running", panel.Find("[role=group] [aria-current=step]").TextContent, StringComparison.Ordinal)
        );
        Assert.True(Browser.IsDisabled(Browser.FindButton(panel, "Reconcile")!));
        gate.SetResult();
        panel.WaitForAssertion(() =>
            Assert.Contains("completed", panel.Find("[role=group][aria-label=Reconcile]").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_step_that_fails_shows_its_error_as_text_and_a_retry_completes_the_process()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        _host.Plant.Failures = 1;
        var panel = Open(valve);

        await Browser.ClickAsync(panel, "Reconcile");

        panel.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(panel, "Retry")));
        panel.WaitForAssertion(() =>
            Assert.Contains(
                "The valve is stuck <b>fast</b>.",
                panel.Find("[role=group][aria-label=Reconcile]").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.Empty(panel.FindAll("b"));
        await Browser.ClickAsync(panel, "Retry");
        panel.WaitForAssertion(() =>
            Assert.Contains("completed", panel.Find("[role=group][aria-label=Reconcile]").TextContent, StringComparison.Ordinal)
        );
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
            Assert.True(Browser.IsDisabled(Browser.FindButton(panel, "Reconcile")!));
            var refused = panel.Find("#reconcile-block");
            Assert.StartsWith("This subscription is not in sync", refused.TextContent.Trim(), StringComparison.Ordinal);
            Assert.Equal($"processes/{failed.ProcessId}", refused.QuerySelector("a")!.GetAttribute("href"));
        });
    }

    [Fact]
    public async Task A_reader_without_rights_sees_no_button_that_would_be_refused()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        _host.Forbidden.UnionWith([WorkflowAction.Check, WorkflowAction.Start]);

        var panel = Open(valve);

        panel.WaitForAssertion(() =>
        {
            Assert.Null(Browser.FindButton(panel, "Check now"));
            Assert.True(Browser.IsDisabled(Browser.FindButton(panel, "Reconcile")!));
            Assert.Contains("insufficient permissions", panel.Find("#reconcile-block").TextContent, StringComparison.Ordinal);
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

    [Fact]
    public async Task A_click_that_waits_while_the_plan_is_replaced_starts_nothing_and_says_so()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var panel = Open(valve);
        panel.WaitForElement("ul[aria-label=Plan] li");
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        _host.BeforeDecision = request =>
        {
            if (request.Action != WorkflowAction.Check || request.User == "test")
            {
                return Task.CompletedTask;
            }

            entered.TrySetResult();
            return released.Task;
        };
        await _host.IntroduceDriftAsync(valve, opening: 77);
        await entered.Task.WaitAsync(TimeSpan.FromMinutes(2), Xunit.TestContext.Current.CancellationToken);

        var click = panel.InvokeAsync(() => Browser.FindButton(panel, "Reconcile")!.ClickAsync());
        released.SetResult();
        await click;

        panel.WaitForAssertion(() =>
            Assert.Contains("changed since you clicked", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty((await _host.Processes.SearchAsync(new([new("target", "RECONCILE")], [], 0, 10))).Items);
    }

    [Fact]
    public async Task Without_a_plan_that_its_user_sees_the_button_starts_nothing()
    {
        var valve = await _host.CreateValveAsync();

        var panel = Open(valve);

        panel.WaitForAssertion(() => Assert.Equal("Check now to make the plan.", panel.Find("#reconcile-block").TextContent.Trim()));
        await panel.InvokeAsync(() => Browser.FindButton(panel, "Reconcile")!.ClickAsync());
        Assert.Empty((await _host.Processes.SearchAsync(new([new("target", "RECONCILE")], [], 0, 10))).Items);
        await Browser.ClickAsync(panel, "Check now");
        panel.WaitForAssertion(() => Assert.False(Browser.IsDisabled(Browser.FindButton(panel, "Reconcile")!)));
    }

    [Fact]
    public async Task Two_pages_of_a_subscription_whose_value_never_rests_do_not_make_each_other_check()
    {
        var valve = await _host.CreateValveAsync();
        _host.Plant.ChangesAtEachRead = true;
        await _host.IntroduceDriftAsync(valve, opening: 99);
        await using var other = new Browser(_host);
        var first = Open(valve);
        first.WaitForElement("ul[aria-label=Plan] li");

        var second = Open(valve, browser: other);
        first.WaitForAssertion(() => Assert.Contains("outdated", first.Find("#reconcile-block").TextContent, StringComparison.Ordinal));
        second.WaitForElement("ul[aria-label=Plan] li");
        var reads = _host.Plant.Reads;
        await Browser.ClickAsync(first, "Check now");
        second.WaitForAssertion(() => Assert.Contains("outdated", second.Find("#reconcile-block").TextContent, StringComparison.Ordinal));

        first.WaitForElement("ul[aria-label=Plan] li");
        Assert.Equal(reads + 1, _host.Plant.Reads);
    }

    [Fact]
    public async Task While_the_engine_is_paused_the_button_says_so_and_is_free_again_when_it_is_resumed()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var panel = Open(valve);
        panel.WaitForElement("ul[aria-label=Plan] li");
        var control = _host.Provider.GetRequiredService<IEngineControl>();

        await control.PauseAsync("ann");

        panel.WaitForAssertion(() =>
            Assert.Contains("The engine is paused.", panel.Find("#reconcile-block").TextContent, StringComparison.Ordinal)
        );
        await control.ResumeAsync("ann");
        panel.WaitForAssertion(() => Assert.False(Browser.IsDisabled(Browser.FindButton(panel, "Reconcile")!)));
    }

    [Fact]
    public async Task A_process_in_the_address_is_shown_only_if_it_reconciles_the_subscription()
    {
        var (valve, other) = (await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right"));
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var created = (await _host.Processes.SearchAsync(new([new("subscription_id", other.ToString())], [], 0, 1))).Items[0];

        foreach (var named in new[] { created.ProcessId, Guid.NewGuid() })
        {
            var panel = Open(valve, process: named);

            panel.WaitForElement("ul[aria-label=Plan] li");
            Assert.Empty(panel.FindAll("[role=group][aria-label=Reconcile]"));
            Assert.Empty(panel.FindAll("[role=alert]"));
        }
    }

    [Fact]
    public async Task A_second_click_while_the_first_is_under_way_starts_nothing()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var panel = Open(valve);
        panel.WaitForElement("ul[aria-label=Plan] li");
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        _host.BeforeDecision = request =>
        {
            if (request.Action != WorkflowAction.Start)
            {
                return Task.CompletedTask;
            }

            entered.TrySetResult();
            return released.Task;
        };
        var first = panel.InvokeAsync(() => Browser.FindButton(panel, "Reconcile")!.ClickAsync());
        await entered.Task.WaitAsync(TimeSpan.FromMinutes(2), Xunit.TestContext.Current.CancellationToken);

        await panel.InvokeAsync(() => Browser.FindButton(panel, "Reconcile")!.ClickAsync());
        released.SetResult();
        await first;

        panel.WaitForAssertion(() =>
            Assert.Contains("completed", panel.Find("[role=group][aria-label=Reconcile]").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(panel.FindAll("[role=alert]"));
        Assert.Single((await _host.Processes.SearchAsync(new([new("target", "RECONCILE")], [], 0, 10))).Items);
    }

    [Fact]
    public async Task A_click_is_carried_out_although_its_user_leaves_at_once()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var panel = Open(valve);
        panel.WaitForElement("ul[aria-label=Plan] li");
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        _host.BeforeDecision = request =>
        {
            if (request.Action != WorkflowAction.Start)
            {
                return Task.CompletedTask;
            }

            entered.TrySetResult();
            return released.Task;
        };
        var click = panel.InvokeAsync(() => Browser.FindButton(panel, "Reconcile")!.ClickAsync());
        await entered.Task.WaitAsync(TimeSpan.FromMinutes(2), Xunit.TestContext.Current.CancellationToken);

        panel.Instance.Dispose();
        released.SetResult();
        await click;

        Assert.Single((await _host.Processes.SearchAsync(new([new("target", "RECONCILE")], [], 0, 10))).Items);
    }

    [Fact]
    public async Task A_difference_is_accepted_with_a_reason_and_an_end_and_counts_again_when_that_is_withdrawn()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var panel = Open(valve);

        await Browser.ClickAsync(panel, "Accept opening");
        _browser.Dialogs.WaitForElement("textarea");
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("It is being repaired."));
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("input[type=date]").ChangeAsync("2099-12-31"));
        await Browser.ClickAsync(_browser.Dialogs, "Accept the difference");

        panel.WaitForAssertion(() =>
        {
            Assert.Contains("It is being repaired.", panel.Markup, StringComparison.Ordinal);
            Assert.Contains("2100-01-01 00:00:00 UTC", panel.Markup, StringComparison.Ordinal);
            Assert.Contains("no drift", panel.Find("[aria-live=polite]").TextContent, StringComparison.Ordinal);
        });
        await Browser.ClickAsync(panel, "Withdraw the acceptance of opening");
        _browser.Dialogs.WaitForElement("textarea");
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("It is repaired."));
        await Browser.ClickAsync(_browser.Dialogs, "Withdraw the acceptance");
        panel.WaitForAssertion(() => Assert.Contains("drifted", panel.Find("[aria-live=polite]").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<ReconcilePanel> Open(
        Guid subscription,
        Action<Guid>? started = null,
        Browser? browser = null,
        Guid? process = null
    ) =>
        (browser ?? _browser).Render<ReconcilePanel>(parameters =>
            parameters
                .Add(static panel => panel.SubscriptionId, subscription)
                .Add(static panel => panel.ProcessId, process)
                .Add(static panel => panel.Started, EventCallback.Factory.Create<Guid>(this, id => started?.Invoke(id)))
        );
}
