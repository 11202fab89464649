using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Bulk;
using Orchestrator.Dashboard.Engine;
using Orchestrator.Dashboard.Overview;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using DriftPage = Orchestrator.Dashboard.Overview.DriftPage;

namespace Orchestrator.Dashboard.Tests;

/// <summary>The pages about everything at once.</summary>
public sealed class OverviewTests : IAsyncLifetime
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
    public async Task Drift_is_counted_by_product_and_equal_differences_are_grouped_and_both_follow_what_changes()
    {
        var (first, second) = (await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right"));
        var page = _browser.Render<DriftPage>();
        page.WaitForAssertion(() => Assert.Contains("No subscription has drifted", page.Markup, StringComparison.Ordinal));

        await _host.IntroduceDriftAsync(first, opening: 99);
        await _host.IntroduceDriftAsync(second, opening: 99);

        page.WaitForAssertion(() =>
        {
            var count = page.Find("a[href='subscriptions?product=valve&drift=drifted']");
            Assert.Equal("2", count.TextContent.Trim());
            var groups = page.FindAll("table")[1];
            var group = groups.QuerySelectorAll("tbody tr").Single().Children.Take(5).Select(static cell => cell.TextContent.Trim());
            Assert.Equal(["2", "valve in the plant", "opening", "5", "99"], group);
        });
    }

    [Fact]
    public async Task A_group_of_differences_links_to_its_subscriptions_and_a_bulk_task_is_about_them()
    {
        var (first, second) = (await _host.CreateValveAsync("left"), await _host.CreateValveAsync("right"));
        var other = await _host.CreateValveAsync("middle");
        await _host.IntroduceDriftAsync(first, opening: 99);
        await _host.IntroduceDriftAsync(second, opening: 99);
        await _host.IntroduceDriftAsync(other, opening: 98);
        const string query = "difference:\"valve in the plant / opening: 5 -> 99\"";
        var page = _browser.Render<DriftPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("table")[1].QuerySelectorAll("tbody tr").Length));

        var link = page.Find("a[aria-label='2 subscriptions with valve in the plant, opening: 99 instead of 5']").GetAttribute("href")!;
        Assert.Equal($"subscriptions?query={Uri.EscapeDataString(query)}", link);
        Navigation.NavigateTo(link);
        var list = _browser.Render<SubscriptionListPage>();
        list.WaitForAssertion(() =>
            Assert.Equal(
                new[] { $"subscriptions/{first}", $"subscriptions/{second}" }.Order(StringComparer.Ordinal),
                list.FindAll("tbody tr a").Select(static row => row.GetAttribute("href")!).Order(StringComparer.Ordinal)
            )
        );

        await Browser.ClickAsync(page, "Choose valve in the plant, opening: 99 instead of 5");
        var chosen = page.WaitForElement("[aria-label='Chosen difference']");
        Assert.StartsWith("2 subscriptions with", chosen.TextContent.Trim(), StringComparison.Ordinal);
        var actions = page.FindComponents<BulkActions>()[^1].Instance;
        Assert.Equal(("drift:drifted", 2), (actions.Query, actions.Count));
        Assert.Equal(new[] { first, second }.Order(), actions.SubscriptionIds!.Order());
        await Browser.ClickAsync(page, "What would change");

        page.WaitForState(() => Navigation.Uri.Contains("bulk-checks", StringComparison.Ordinal));
        var task = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        var check = _browser.Render<BulkCheckPage>(parameters => parameters.Add(static page => page.ProcessId, task));
        check.WaitForAssertion(() => Assert.Equal("completed: 2 of 2 checked", check.Find("[role=status]").TextContent.Trim()));
    }

    [Fact]
    public async Task The_audit_is_shown_in_parts()
    {
        var control = _host.Provider.GetRequiredService<IEngineControl>();
        await control.PauseAsync("ann", "The first.");
        for (var entry = 1; entry < 52; entry++)
        {
            await control.PauseAsync("ann", "Again.");
        }

        var page = _browser.Render<EnginePage>();
        page.WaitForAssertion(() => Assert.Contains("1 to 50 of 52", page.Find("[aria-label='Parts of the audit']").TextContent));
        Assert.DoesNotContain("The first.", page.Markup, StringComparison.Ordinal);
        Assert.True(Browser.IsDisabled(Browser.FindButton(page, "Newer")!));

        await Browser.ClickAsync(page, "Older");

        page.WaitForAssertion(() => Assert.Contains("51 to 52 of 52", page.Find("[aria-label='Parts of the audit']").TextContent));
        Assert.Contains("The first.", page.FindAll("table")[^1].TextContent, StringComparison.Ordinal);
        Assert.True(Browser.IsDisabled(Browser.FindButton(page, "Older")!));
    }

    [Fact]
    public async Task The_engine_is_paused_after_a_question_and_every_page_says_so_and_who_did_it()
    {
        _browser.Authorization.SetAuthorized("ann");
        var page = _browser.Render<EnginePage>();
        var banner = _browser.Render<EngineBanner>();

        await Browser.ClickAsync(page, "Pause the engine");
        _browser.Dialogs.WaitForElement("textarea");
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("The plant moves."));
        await Browser.ClickAsync(_browser.Dialogs, "Pause all hosts");

        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, "Resume the engine")));
        banner.WaitForAssertion(() => Assert.Matches("Paused by ann(.|\n)*The plant moves\\.", banner.Markup));
        Assert.True((await _host.Provider.GetRequiredService<IEngineControl>().GetStatusAsync()).IsPaused);
        await Browser.ClickAsync(page, "Resume the engine");
        banner.WaitForAssertion(() => Assert.Empty(banner.Markup.Trim()));
        page.WaitForAssertion(() =>
            Assert.Equal(
                ["resume engine", "pause engine"],
                page.FindAll("table")[^1].QuerySelectorAll("tbody tr").Select(static row => row.Children[2].TextContent)
            )
        );
    }

    [Fact]
    public async Task A_subscription_is_named_by_its_description_on_pages_about_many()
    {
        var valve = await _host.CreateValveAsync("attic");
        await _host
            .Provider.GetRequiredService<IDriftPauses>()
            .PauseAsync(DriftPauseTarget.OfSubscription(valve), "It is being repaired.", until: null, "ann");

        AssertNamed(_browser.Render<HomePage>());
        AssertNamed(_browser.Render<DriftPage>());
        AssertNamed(_browser.Render<EnginePage>());

        void AssertNamed<T>(IRenderedComponent<T> page)
            where T : IComponent =>
            page.WaitForAssertion(() => Assert.Equal("valve attic", page.Find($"a[href='subscriptions/{valve}']").TextContent.Trim()));
    }

    [Fact]
    public async Task Who_paused_the_engine_is_who_was_signed_in_whatever_name_they_report()
    {
        await _host.Provider.GetRequiredService<IEngineControl>().PauseAsync(new Caller("ceo") { AuthenticatedName = "mallory" }, "No.");

        var banner = _browser.Render<EngineBanner>();
        var page = _browser.Render<EnginePage>();

        banner.WaitForAssertion(() => Assert.Contains("Paused by mallory, reported as ceo,", banner.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() =>
            Assert.Equal("mallory, reported as ceo", page.FindAll("table")[^1].QuerySelector("tbody tr")!.Children[1].TextContent)
        );
    }

    [Fact]
    public async Task The_queues_of_all_hosts_have_their_depth_age_and_the_workers_of_this_host()
    {
        await _host.CreateValveAsync();
        await _host.ExecuteAsync(
            """
            UPDATE processes SET last_status = 'created', queue = 'of another host', last_modified_at = '2020-01-01T00:00:00.000000Z'
            WHERE is_task = 0
            """
        );
        var page = _browser.Render<EnginePage>();

        page.WaitForAssertion(() =>
        {
            var rows = page.FindAll("[aria-label='Queues of all hosts'] tbody tr")
                .ToDictionary(
                    static row => row.Children[0].TextContent.Trim(),
                    static row => row.Children.Skip(1).Select(static cell => cell.TextContent.Trim()).ToList()
                );
            Assert.Equal(["1", "0", "0"], new[] { rows["of another host"][0], rows["of another host"][2], rows["of another host"][3] });
            Assert.Matches("^[0-9]+ d [0-9]+ h$", rows["of another host"][1]);
            Assert.Equal(["0", "", "0"], rows["default"][..3]);
            Assert.NotEqual("0", rows["default"][3]);
        });
    }

    [Fact]
    public async Task Each_host_of_the_database_has_its_workers_and_says_whether_it_runs()
    {
        const string insert = "INSERT INTO hosts (name, workers, queues, started_at, seen_at, expires_at) VALUES ";
        var now = $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss}.000000Z";
        await _host.ExecuteAsync($"{insert}('left/7/x', 3, '[]', '{now}', '{now}', '{now}')");
        await _host.ExecuteAsync($"{insert}('right/8/y', 4, '[\"bulk\",\"tasks\"]', '{now}', '{now}', '2999-01-01T00:00:00.000000Z')");

        var page = _browser.Render<EnginePage>();

        page.WaitForAssertion(() =>
        {
            var rows = page.FindAll("[aria-label=Hosts] tbody tr")
                .ToDictionary(
                    static row => row.Children[0].TextContent.Trim(),
                    static row => row.Children.Skip(1).Select(static cell => cell.TextContent.Trim()).ToList()
                );
            Assert.Equal(["online", "4", "0", "bulk, tasks"], rows["right/8"][..4]);
            Assert.StartsWith("not seen since", rows["left/7"][0], StringComparison.Ordinal);
            Assert.Equal(("3", "none"), (rows["left/7"][1], rows["left/7"][3]));
            Assert.Equal("online", rows.Single(static row => row.Key.EndsWith(" (this host)", StringComparison.Ordinal)).Value[0]);
            Assert.Contains("on 2 hosts.", page.Markup, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_schedule_has_its_next_time_its_payload_and_its_last_runs_with_their_processes()
    {
        await using var host = new DashboardHost { Time = null };
        await host.InitializeAsync();
        await using var browser = new Browser(host, services: static services => services.AddSingleton(TimeProvider.System));
        var page = browser.Render<EnginePage>();
        page.WaitForElement("[aria-label=Schedules]");
        var answers = JsonSerializer.SerializeToElement(new { cron = "0 2 * * *" });
        var hourly = ScheduleTrigger.Every(TimeSpan.FromHours(1));

        await host.Provider.GetRequiredService<ISchedules>().CreateAsync("plan_parts", "Inspection", hourly, [answers], "ann");
        await host.Engine.AdvanceAsync(TimeSpan.FromHours(2));

        page.WaitForAssertion(() =>
        {
            var row = page.FindAll("[aria-label=Schedules] tbody tr")
                .Single(static row => row.Children[0].TextContent == "Inspection")
                .Children;
            Assert.Equal("plan_parts", row[1].TextContent);
            Assert.Equal("every 1 hour", row[2].TextContent.Trim());
            Assert.NotNull(row[3].QuerySelector("time"));
            Assert.Equal(2, row[4].QuerySelectorAll("time").Length);
            Assert.Contains("completed", row[4].TextContent, StringComparison.Ordinal);
            Assert.StartsWith("processes/", row[4].QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Equal("cron: 0 2 * * *", row[6].TextContent);
            Assert.Contains(
                "every 1 hour",
                page.FindAll("table")[^1].QuerySelector("tbody tr")!.Children[4].TextContent,
                StringComparison.Ordinal
            );
        });
    }

    [Fact]
    public async Task A_page_says_that_there_is_nothing_only_once_it_has_read_that()
    {
        var schedules = _host.Provider.GetRequiredService<ISchedules>();
        foreach (var schedule in await schedules.ListAsync())
        {
            await schedules.DeleteAsync(schedule.ScheduleId, "ann");
        }

        var gate = new TaskCompletionSource();
        _host.BeforeDecision = _ => gate.Task;

        var page = _browser.Render<EnginePage>();

        Assert.DoesNotContain("There is no schedule.", page.Markup, StringComparison.Ordinal);
        gate.SetResult();
        page.WaitForAssertion(() => Assert.Contains("There is no schedule.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_not_read_the_audit_is_told_who_paused_the_engine_and_when_and_not_why()
    {
        _host.Forbidden.Add(WorkflowAction.ReadAudit);
        var control = _host.Provider.GetRequiredService<IEngineControl>();
        await control.PauseAsync("bob", "Before.");
        await control.ResumeAsync("bob");
        Assert.Null(await control.FindPauseAsync("ann"));
        await control.PauseAsync("ann", "The plant moves.");

        var banner = _browser.Render<EngineBanner>();

        banner.WaitForAssertion(() => Assert.Contains("Paused by ann at", banner.Markup, StringComparison.Ordinal));
        Assert.NotNull(banner.Find("time"));
        Assert.DoesNotContain("The plant moves.", banner.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_of_another_program_is_told_to_no_one_as_that_of_the_user_who_paused_last()
    {
        var control = _host.Provider.GetRequiredService<IEngineControl>();
        await control.PauseAsync("bob", "Before.");
        await control.ResumeAsync("bob");
        await _host.ExecuteAsync("UPDATE engine_settings SET global_lock = TRUE");

        var banner = _browser.Render<EngineBanner>();

        banner.WaitForAssertion(() => Assert.Contains("The engine is paused", banner.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Paused by", banner.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_neither_pause_the_engine_nor_read_the_audit_is_shown_neither()
    {
        _host.Forbidden.UnionWith([WorkflowAction.PauseEngine, WorkflowAction.ReadAudit]);

        var page = _browser.Render<EnginePage>();

        page.WaitForAssertion(() => Assert.Contains("worker", page.Markup, StringComparison.Ordinal));
        Assert.Null(Browser.FindButton(page, "Pause the engine"));
        Assert.DoesNotContain("Audit", page.Markup, StringComparison.Ordinal);
    }
}
