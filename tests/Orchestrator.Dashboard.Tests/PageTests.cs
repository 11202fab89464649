using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Processes;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;

namespace Orchestrator.Dashboard.Tests;

/// <summary>Lists and pages, as their addresses select them.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private const string Script = "<script>alert(1)</script>";

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
    public async Task The_address_selects_subscriptions_and_each_row_has_its_drift()
    {
        var drifted = await _host.CreateValveAsync("left");
        await _host.CreateValveAsync("right");
        await _host.IntroduceDriftAsync(drifted, opening: 99);

        var page = Open<SubscriptionListPage>("subscriptions?drift=drifted&product=valve&status=active&insync=true");

        page.WaitForAssertion(() =>
        {
            Assert.Contains("1 found", page.Markup, StringComparison.Ordinal);
            var row = Assert.Single(page.FindAll("tbody tr:has(a)"));
            Assert.Equal($"subscriptions/{drifted}", row.QuerySelector("a")!.GetAttribute("href"));
            Assert.Equal("drifted", row.Children[5].TextContent.Trim());
            Assert.NotNull(row.Children[6].QuerySelector("time"));
        });
    }

    [Fact]
    public async Task The_history_of_drift_shows_what_differed_then()
    {
        var valve = await _host.CreateValveAsync("left");
        await _host.IntroduceDriftAsync(valve, opening: 99);

        var page = Open<SubscriptionPage>(
            $"subscriptions/{valve}",
            static (page, id) => page.Add(shown => shown.SubscriptionId, id),
            valve
        );

        page.WaitForAssertion(() =>
        {
            var differed = page.Find("[aria-label='History of drift'] details");
            Assert.StartsWith("What differed in ", differed.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("99", differed.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_is_said_in_words()
    {
        await _host.CreateValveAsync();

        var page = Open<SubscriptionListPage>("subscriptions?query=((");

        page.WaitForAssertion(() => Assert.NotEmpty(page.Find("[role=alert]").TextContent.Trim()));
    }

    [Fact]
    public async Task A_text_that_looks_like_a_script_is_shown_as_text()
    {
        var valve = await _host.CreateValveAsync(Script);

        var list = Open<SubscriptionListPage>("subscriptions");
        var page = Open<SubscriptionPage>(
            $"subscriptions/{valve}",
            static (parameters, id) => parameters.Add(page => page.SubscriptionId, id),
            valve
        );

        list.WaitForAssertion(() => Assert.Contains(Script, list.Find("tbody a").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains(Script, page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Empty(list.FindAll("script"));
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public async Task A_subscription_shows_its_values_and_processes()
    {
        var valve = await _host.CreateValveAsync("left", opening: 42);

        var page = Open<SubscriptionPage>(
            $"subscriptions/{valve}",
            static (parameters, id) => parameters.Add(page => page.SubscriptionId, id),
            valve
        );

        page.WaitForAssertion(() =>
        {
            var block = page.FindAll("[aria-label='Blocks and values'] > ul > li > details")
                .Single(static block => block.QuerySelector("summary")!.TextContent.Trim() == "block");
            Assert.Contains("opening: 42", block.QuerySelectorAll("li").Select(static value => value.TextContent.Trim()));
            Assert.Contains("create_valve", page.FindAll("li a").Select(static link => link.TextContent));
        });
    }

    [Fact]
    public async Task A_subscription_that_was_never_compared_says_so()
    {
        var valve = await _host.CreateValveAsync();
        await _host.ExecuteAsync("DELETE FROM external_drift_history");

        var page = Open<SubscriptionPage>(
            $"subscriptions/{valve}",
            static (parameters, id) => parameters.Add(page => page.SubscriptionId, id),
            valve
        );

        page.WaitForAssertion(() =>
            Assert.Contains("It was not compared with its external systems.", page.Markup, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("No process was about this subscription.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_failed_shows_its_error_and_what_may_be_done()
    {
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("inspect_plant", new { });

        var page = Open<ProcessPage>(
            $"processes/{failed.ProcessId}",
            static (parameters, id) => parameters.Add(page => page.ProcessId, id),
            failed.ProcessId
        );

        page.WaitForAssertion(() =>
        {
            Assert.Contains("The plant is closed.", Assert.Single(page.FindAll(".mud-alert")).TextContent, StringComparison.Ordinal);
            Assert.All(["Retry", "Skip", "Abort"], name => Assert.NotNull(Browser.FindButton(page, name)));
        });
    }

    [Fact]
    public async Task A_step_is_skipped_with_a_reason_that_is_kept()
    {
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("inspect_plant", new { });
        var page = Open<ProcessPage>(
            $"processes/{failed.ProcessId}",
            static (parameters, id) => parameters.Add(page => page.ProcessId, id),
            failed.ProcessId
        );

        await Browser.ClickAsync(page, "Skip");
        _browser.Dialogs.WaitForElement("textarea");
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("It is closed for repair."));
        await Browser.ClickAsync(_browser.Dialogs, "Skip the step");

        page.WaitForAssertion(() =>
        {
            Assert.Contains("completed", page.Markup, StringComparison.Ordinal);
            Assert.Contains("It is closed for repair.", page.Markup, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_note_is_written_and_a_script_in_it_is_text()
    {
        var process = (await _host.Engine.RunAsync("inspect_plant", new { })).ProcessId;
        var page = Open<ProcessPage>(
            $"processes/{process}",
            static (parameters, id) => parameters.Add(page => page.ProcessId, id),
            process
        );

        await Browser.ClickAsync(page, "Edit the note");
        page.WaitForElement("textarea");
        await page.InvokeAsync(() => page.Find("textarea").InputAsync(Script));
        await Browser.ClickAsync(page, "Write the note");

        page.WaitForAssertion(() => Assert.Contains($"Note: {Script}", page.Find("p.text").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("script"));
        Assert.Equal(Script, (await _host.Processes.GetAsync(process)).Note);
    }

    [Fact]
    public async Task A_process_that_waits_for_a_callback_says_until_when()
    {
        var waiting = await _host.Engine.RunAsync("order_part", new { });

        var page = Open<ProcessPage>(
            $"processes/{waiting.ProcessId}",
            static (parameters, id) => parameters.Add(page => page.ProcessId, id),
            waiting.ProcessId
        );

        var until = (await _host.Processes.GetAsync(waiting.ProcessId)).CallbackExpiresAt!.Value;
        Assert.InRange(until - waiting.StartedAt, TimeSpan.FromHours(1), TimeSpan.FromHours(1.1));
        page.WaitForAssertion(() => Assert.Matches($"waits for a callback(.|\n)*{until:yyyy-MM-dd HH:mm:ss} UTC", page.Markup));
    }

    [Fact]
    public async Task Each_step_shows_the_keys_of_the_state_that_it_changed()
    {
        var valve = await _host.CreateValveAsync("left", opening: 42);
        var process = (await _host.Processes.SearchAsync(new([new("subscription_id", valve.ToString())], [], 0, 1))).Items[0].ProcessId;

        var page = Open<ProcessPage>(
            $"processes/{process}",
            static (parameters, id) => parameters.Add(page => page.ProcessId, id),
            process
        );

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("details code"), static key => key.TextContent == "subscription"));
        Assert.DoesNotContain(page.FindAll("details code"), static key => key.TextContent.StartsWith("__", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_and_processes_are_listed_apart_and_the_address_selects_a_status()
    {
        await _host.CreateValveAsync();
        await _host.Engine.RunAsync("inspect_plant", new { });

        var tasks = Open<ProcessListPage>("tasks");
        tasks.WaitForAssertion(() => Assert.Equal(["inspect_plant"], tasks.FindAll("tbody a").Select(static link => link.TextContent)));
        var failed = Open<ProcessListPage>("processes?status=failed");
        failed.WaitForAssertion(() => Assert.Contains("completed 1", failed.Markup, StringComparison.Ordinal));
        Assert.Empty(failed.FindAll("tbody a"));
        var processes = Open<ProcessListPage>("processes?status=completed");

        processes.WaitForAssertion(() =>
            Assert.Equal(["create_valve"], processes.FindAll("tbody a").Select(static link => link.TextContent))
        );
    }

    private IRenderedComponent<T> Open<T>(string address)
        where T : IComponent
    {
        _browser.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return _browser.Render<T>();
    }

    private IRenderedComponent<T> Open<T>(string address, Action<ComponentParameterCollectionBuilder<T>, Guid> select, Guid id)
        where T : IComponent
    {
        _browser.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return _browser.Render<T>(parameters => select(parameters, id));
    }
}
