using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Dashboard.Forms;
using Orchestrator.Dashboard.Layout;
using Orchestrator.Dashboard.Processes;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Testing;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What a page that stays open notices by itself, and what it survives.</summary>
public sealed class EdgeTests : IAsyncLifetime
{
    private const int MaxActions = 2;
    private const StringComparison Compared = StringComparison.Ordinal;

    private readonly DashboardHost _host = new() { Configure = static options => options.MaxRequestsPerMinute = MaxActions };
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
    public async Task A_related_subscription_that_is_unlocked_frees_the_button()
    {
        var valve = await _host.CreateValveAsync();
        var line = await _host.CreateLineAsync(valve);
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("modify_valve", new { subscription_id = valve }, new { opening = 7, room = "one" });
        var panel = Open(_browser, line);
        panel.WaitForAssertion(() =>
            Assert.Contains($"subscriptions/{valve}", panel.FindAll("#reconcile-block a").Select(static link => link.GetAttribute("href")))
        );

        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");

        panel.WaitForAssertion(() => Assert.Equal("Check now to make the plan.", panel.Find("#reconcile-block").TextContent.Trim()));
    }

    [Fact]
    public async Task A_maintenance_window_that_opens_frees_the_button_at_the_next_minute()
    {
        var time = new FakeTimeProvider(new(2030, 1, 1, 12, 0, 30, TimeSpan.Zero));
        await using var browser = new Browser(_host, services: services => services.AddSingleton<TimeProvider>(time));
        var policies = _host.Provider.GetRequiredService<IDriftPolicies>();
        var always = new MaintenanceWindowOptions { Cron = "0 0 1 1 *", Duration = TimeSpan.FromMinutes(1) };
        await policies.SetAsync("valve", new() { Windows = [always] }, "ann");
        var valve = await _host.CreateValveAsync();
        _host.Forbidden.Add(WorkflowAction.OverrideWindow);
        var panel = Open(browser, valve);
        panel.WaitForAssertion(() =>
            Assert.Contains("maintenance window", panel.Find("#reconcile-block").TextContent, StringComparison.Ordinal)
        );

        await policies.SetAsync("valve", new() { Windows = [] }, "ann");
        time.Advance(TimeSpan.FromMinutes(1));

        panel.WaitForAssertion(() => Assert.Equal("Check now to make the plan.", panel.Find("#reconcile-block").TextContent.Trim()));
    }

    [Fact]
    public async Task A_maintenance_window_that_closes_is_announced_and_closes_the_button_by_itself()
    {
        var time = new FakeTimeProvider(new(2030, 1, 1, 12, 0, 30, TimeSpan.Zero));
        await using var host = new DashboardHost { Time = time };
        await host.InitializeAsync();
        await using var browser = new Browser(host);
        var valve = await host.CreateValveAsync();
        host.Forbidden.Add(WorkflowAction.OverrideWindow);
        var noon = new MaintenanceWindowOptions { Cron = "0 12 * * *", Duration = TimeSpan.FromMinutes(20) };
        await host.Provider.GetRequiredService<IDriftPolicies>().SetAsync("valve", new() { Windows = [noon] }, "ann");
        var panel = Open(browser, valve);
        AssertShown("The maintenance window is open until", "2030-01-01T12:20:00", isBlocked: false);

        await AdvanceAsync(minutes: 10);
        AssertShown("The maintenance window closes soon, at", "2030-01-01T12:20:00", isBlocked: false);

        await AdvanceAsync(minutes: 10);
        AssertShown("The maintenance window is closed until", "2030-01-02T12:00:00", isBlocked: true);

        // One by one: the page waits for the next minute when it has read in the last.
        async Task AdvanceAsync(int minutes)
        {
            for (var minute = 0; minute < minutes; minute++)
            {
                var shown = panel.RenderCount;
                time.Advance(TimeSpan.FromMinutes(1));
                await OrchestratorTestHost.UntilAsync(() => Task.FromResult(panel.RenderCount > shown));
            }
        }

        void AssertShown(string text, string until, bool isBlocked) =>
            panel.WaitForAssertion(() =>
            {
                Assert.StartsWith(text, panel.Find("#reconcile-window").TextContent.Trim(), StringComparison.Ordinal);
                Assert.StartsWith(until, panel.Find("#reconcile-window time").GetAttribute("datetime"), StringComparison.Ordinal);
                Assert.Equal(
                    isBlocked,
                    panel.Find("#reconcile-block").TextContent.Contains("outside the maintenance window", StringComparison.Ordinal)
                );
            });
    }

    [Fact]
    public async Task While_the_engine_is_paused_each_action_of_a_subscription_says_so_and_none_can_be_begun()
    {
        var valve = await _host.CreateValveAsync();
        var control = _host.Provider.GetRequiredService<IEngineControl>();
        await control.PauseAsync("ann");
        var menu = _browser.Render<ActionMenu>(parameters => parameters.Add(static menu => menu.SubscriptionId, valve));
        await Browser.ClickAsync(menu, "Actions");
        AssertActions(static text => text.Contains("The engine is paused.", StringComparison.Ordinal), areDisabled: true);

        await control.ResumeAsync("ann");

        AssertActions(static text => !text.Contains("paused", StringComparison.Ordinal), areDisabled: false);

        void AssertActions(Func<string, bool> says, bool areDisabled) =>
            _browser.Popovers.WaitForAssertion(() =>
            {
                var items = _browser.Popovers.FindAll("[role=menuitem]");
                Assert.NotEmpty(items);
                Assert.All(items, item => Assert.True(says(item.TextContent), item.TextContent));
                Assert.All(items, item => Assert.Equal(areDisabled, Browser.IsDisabled(item)));
            });
    }

    [Fact]
    public async Task The_menu_of_actions_has_a_link_to_what_holds_them_up_once()
    {
        var valve = await _host.CreateValveAsync();
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("modify_valve", new { subscription_id = valve }, new { opening = 7, room = "one" });
        var menu = _browser.Render<ActionMenu>(parameters => parameters.Add(static menu => menu.SubscriptionId, valve));

        await Browser.ClickAsync(menu, "Actions");

        _browser.Popovers.WaitForAssertion(() =>
        {
            var link = Assert.Single(_browser.Popovers.FindAll($"a[href$='processes/{failed.ProcessId}']"));
            Assert.Contains($"See process {failed.ProcessId}", link.TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_link_to_a_workflow_that_cannot_start_says_why_before_anyone_clicks_and_is_freed_by_itself()
    {
        var valve = await _host.CreateValveAsync();
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("modify_valve", new { subscription_id = valve }, new { opening = 7, room = "one" });
        _browser.Services.GetRequiredService<NavigationManager>().NavigateTo($"start/modify_valve?subscription={valve}");
        var page = _browser.Render<StartPage>(parameters => parameters.Add(static page => page.WorkflowName, "modify_valve"));
        page.WaitForAssertion(() =>
            Assert.Contains($"processes/{failed.ProcessId}", page.FindAll(".mud-alert a").Select(static link => link.GetAttribute("href")))
        );
        Assert.Contains("It cannot be started now. This subscription is not in sync", page.Find(".mud-alert").TextContent, Compared);
        Assert.Null(Browser.FindButton(page, "Continue"));

        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");

        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, "Continue")));
    }

    [Fact]
    public void Who_may_not_start_a_workflow_is_offered_no_form_of_it()
    {
        _host.Forbidden.Add(WorkflowAction.Start);
        _browser.Services.GetRequiredService<NavigationManager>().NavigateTo("start/create_valve");

        var page = _browser.Render<StartPage>(parameters => parameters.Add(static page => page.WorkflowName, "create_valve"));

        page.WaitForAssertion(() => Assert.Contains("insufficient permissions", page.Find(".mud-alert").TextContent, Compared));
        Assert.Null(Browser.FindButton(page, "Continue"));
    }

    [Fact]
    public void A_link_to_a_workflow_that_does_not_exist_names_the_one_that_was_meant()
    {
        var page = _browser.Render<StartPage>(parameters => parameters.Add(static page => page.WorkflowName, "create_valv"));

        page.WaitForAssertion(() =>
            Assert.Contains(
                "There is no workflow 'create_valv'. Did you mean 'create_valve'?",
                page.Markup.Replace("&#x27;", "'"),
                Compared
            )
        );
    }

    [Fact]
    public async Task A_user_who_does_too_much_is_refused_on_every_page_and_no_one_else_is()
    {
        var valve = await _host.CreateValveAsync();
        await using var same = new Browser(_host);
        await using var other = new Browser(_host);
        _browser.Authorization.SetAuthorized("ann");
        same.Authorization.SetAuthorized("ann");
        other.Authorization.SetAuthorized("bob");
        var (panel, second, third) = (Open(_browser, valve), Open(same, valve), Open(other, valve));

        for (var action = 0; action < MaxActions; action++)
        {
            await Browser.ClickAsync(panel, "Check now");
        }

        await Browser.ClickAsync(second, "Check now");
        second.WaitForAssertion(() =>
            Assert.Contains($"more than {MaxActions} things a minute", second.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(panel.FindAll("[role=alert]"));
        await Browser.ClickAsync(third, "Check now");
        third.WaitForElement("ul[aria-label=Plan] li");
        Assert.Empty(third.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task A_page_that_cannot_be_shown_leaves_the_navigation_and_the_next_page_is_shown()
    {
        await using var browser = new Browser(_host, hasLayout: true);
        var navigation = browser.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("broken");
        var fails = true;
        var layout = browser.Render<MainLayout>(parameters =>
            parameters.Add(
                static layout => layout.Body,
                builder => builder.AddContent(0, fails ? throw new InvalidOperationException("Broken.") : "The next page")
            )
        );
        layout.WaitForAssertion(() =>
            Assert.Contains("This page could not be shown", layout.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("Subscriptions", layout.FindAll("nav a").Select(static link => link.TextContent.Trim()));
        Assert.DoesNotContain("Broken.", layout.Markup, StringComparison.Ordinal);

        fails = false;
        navigation.NavigateTo("subscriptions");
        layout.Render();

        layout.WaitForAssertion(() => Assert.Contains("The next page", layout.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_that_cannot_be_read_says_why_as_an_error_and_offers_neither_a_check_nor_a_reconcile()
    {
        var valve = await _host.CreateValveAsync();
        await _host.ExecuteAsync($"UPDATE subscriptions SET status = 'retired', note = 'By hand.' WHERE subscription_id = '{valve}'");

        var page = _browser.Render<SubscriptionPage>(parameters => parameters.Add(static page => page.SubscriptionId, valve));
        var list = _browser.Render<SubscriptionListPage>();

        page.WaitForAssertion(() =>
        {
            Assert.Contains("status is 'retired'", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
            Assert.Contains("Note: By hand.", page.FindAll("p").Select(static text => text.TextContent.Trim()));
            Assert.Equal("cannot be read", page.Find(".mud-chip-color-error").TextContent.Trim());
            Assert.DoesNotContain("no drift", page.Find("[aria-label='Drift and reconcile']").TextContent, StringComparison.Ordinal);
            Assert.Null(Browser.FindButton(page, "Check now"));
            Assert.True(Browser.IsDisabled(Browser.FindButton(page, "Reconcile")!));
        });
        list.WaitForAssertion(() => Assert.Equal("cannot be read", list.Find("tbody .mud-error-text").TextContent.Trim()));
    }

    [Fact]
    public async Task Steps_that_cannot_be_shown_leave_the_status_and_the_buttons_of_the_reconcile()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        _host.Plant.Failures = 1;
        _browser.ComponentFactories.Add<StepTimeline, BrokenTimeline>();
        var panel = Open(_browser, valve);

        await Browser.ClickAsync(panel, "Reconcile");

        panel.WaitForAssertion(() =>
        {
            Assert.Contains("failed", panel.Find("[role=group][aria-label=Reconcile]").TextContent, StringComparison.Ordinal);
            Assert.NotNull(Browser.FindButton(panel, "Retry"));
        });
    }

    private static IRenderedComponent<ReconcilePanel> Open(Browser browser, Guid subscription) =>
        browser.Render<ReconcilePanel>(parameters => parameters.Add(static panel => panel.SubscriptionId, subscription));

    /// <summary>What stands for steps that no component can show.</summary>
    private sealed class BrokenTimeline : ComponentBase
    {
        [Parameter]
        public ProcessDetail? Process { get; set; }

        protected override void OnParametersSet() => throw new InvalidOperationException("Broken.");
    }
}
