using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Bulk;
using Orchestrator.Dashboard.Processes;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Tests;

/// <summary>The lists of processes and tasks: their filters, and what is done with all that they find.</summary>
public sealed class ProcessListTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;
    private ProcessDetail[] _failed = [];
    private Guid _valve;

    private NavigationManager Navigation => _browser.Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _valve = await _host.CreateValveAsync();
        _host.Plant.Failures = 1;
        _failed = [await _host.Engine.RunAsync("inspect_plant", new { }), await _host.Engine.RunAsync("inspect_plant", new { })];
        _browser = new(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Filters_are_in_the_address_and_each_says_how_many_its_values_would_find()
    {
        var page = Open("tasks?status=failed");
        page.WaitForAssertion(() => Assert.Equal("inspect_plant 2", OffersOf(page, "Workflow")));
        page.WaitForAssertion(() => Assert.Contains("failed 2", page.Find(".mud-chipset").TextContent, StringComparison.Ordinal));

        await page.InvokeAsync(() => FacetOf(page, "Workflow").Instance.ValueChanged.InvokeAsync("other"));

        Assert.EndsWith("tasks?status=failed&workflow=other", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("0 found", page.Markup, StringComparison.Ordinal));
        Assert.Equal("inspect_plant 2", OffersOf(page, "Workflow"));
        page.WaitForAssertion(() => Assert.DoesNotContain("failed 2", page.Find(".mud-chipset").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("tbody tr:has(a)")));
    }

    [Theory]
    [InlineData("since=2999-01-01T00:00:00Z", 0)]
    [InlineData("since=2020-01-01T00:00:00Z", 2)]
    [InlineData("by=no-one", 0)]
    [InlineData("assignee=SYSTEM", 2)]
    [InlineData("assignee=NOC", 0)]
    [InlineData("subscription=00000000-0000-0000-0000-000000000001", 0)]
    [InlineData("status=failed", 2)]
    public void Each_filter_of_the_address_narrows_the_list(string query, int found)
    {
        var page = Open($"tasks?workflow=inspect_plant&{query}");

        page.WaitForAssertion(() => Assert.Contains($"{found} found", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal(found, page.FindAll("tbody tr:has(a)").Count));
    }

    [Fact]
    public void The_processes_of_a_subscription_are_found_by_its_id()
    {
        var page = Open($"processes?subscription={_valve}");

        page.WaitForAssertion(() => Assert.Equal("create_valve", page.Find("tbody tr a").TextContent));
    }

    [Fact]
    public void A_time_that_cannot_be_read_is_said_in_words()
    {
        var page = Open("processes?since=yesterday");

        page.WaitForAssertion(() => Assert.Contains("is not a time", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_the_filters_find_are_retried_after_one_question_that_says_how_many_and_the_page_shows_what_came_of_them()
    {
        var page = Open("tasks?workflow=inspect_plant");
        await Browser.ClickAsync(page, "Retry all found…");
        _browser.Dialogs.WaitForElement("textarea");
        Assert.Contains("2 processes that have failed or wait", _browser.Dialogs.Markup, StringComparison.Ordinal);
        Assert.True(Browser.IsDisabled(Browser.FindButton(_browser.Dialogs, "Retry 2")!));

        _host.Plant.Failures = 0;
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("The plant is open."));
        await Browser.ClickAsync(_browser.Dialogs, "Retry 2");
        page.WaitForState(() => Navigation.Uri.Contains("bulk-operations", StringComparison.Ordinal));
        var progress = OpenOperation();

        progress.WaitForAssertion(() =>
            Assert.Contains("completed: 2 of 2", progress.Find("[role=status]").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("The plant is open.", progress.Markup, StringComparison.Ordinal);
        foreach (var failed in _failed)
        {
            Assert.Equal(ProcessStatus.Completed, (await _host.Engine.WaitAsync(failed.ProcessId, ProcessStatus.Completed)).Status);
        }
    }

    [Fact]
    public async Task What_the_user_may_not_abort_is_left_as_it_is_and_listed_with_the_reason()
    {
        _host.Forbidden.Add(WorkflowAction.Abort);
        var page = Open("tasks?workflow=inspect_plant");
        await Browser.ClickAsync(page, "Abort all found…");
        _browser.Dialogs.WaitForElement("textarea");
        Assert.Contains("2 processes that can be ended", _browser.Dialogs.Markup, StringComparison.Ordinal);
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("They are old."));
        await Browser.ClickAsync(_browser.Dialogs, "Abort 2");
        page.WaitForState(() => Navigation.Uri.Contains("bulk-operations", StringComparison.Ordinal));

        var progress = OpenOperation();

        progress.WaitForAssertion(() =>
            Assert.Contains("ended: 0 of 2 aborted, 2 refused", progress.Find("[role=status]").TextContent, StringComparison.Ordinal)
        );
        Assert.Equal(
            _failed.Select(static failed => $"processes/{failed.ProcessId}").Order(StringComparer.Ordinal),
            progress.FindAll("li a").Select(static link => link.GetAttribute("href")).Order(StringComparer.Ordinal)
        );
        Assert.All(progress.FindAll("li .text"), static reason => Assert.NotEmpty(reason.TextContent.Trim()));
    }

    [Fact]
    public async Task Filters_that_find_nothing_to_retry_say_so_and_start_nothing()
    {
        var page = Open("processes?workflow=create_valve");
        await Browser.ClickAsync(page, "Retry all found…");
        _browser.Dialogs.WaitForElement("textarea");

        Assert.Contains("none that has failed or waits", _browser.Dialogs.Markup, StringComparison.Ordinal);
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("x"));
        Assert.True(Browser.IsDisabled(Browser.FindButton(_browser.Dialogs, "Retry 0")!));
    }

    [Fact]
    public void Who_may_start_neither_task_is_offered_neither()
    {
        _host.Forbidden.Add(WorkflowAction.Start);

        var page = Open("tasks");

        page.WaitForAssertion(() => Assert.Contains("found", page.Markup, StringComparison.Ordinal));
        Assert.Null(Browser.FindButton(page, "Retry all found…"));
        Assert.Null(Browser.FindButton(page, "Abort all found…"));
    }

    private IRenderedComponent<ProcessListPage> Open(string address)
    {
        Navigation.NavigateTo(address);
        return _browser.Render<ProcessListPage>();
    }

    private IRenderedComponent<BulkOperationPage> OpenOperation()
    {
        var started = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        return _browser.Render<BulkOperationPage>(parameters => parameters.Add(static page => page.ProcessId, started));
    }

    private static IRenderedComponent<FacetSelect> FacetOf(IRenderedComponent<ProcessListPage> page, string label) =>
        page.FindComponents<FacetSelect>().Single(facet => facet.Instance.Label == label);

    private static string OffersOf(IRenderedComponent<ProcessListPage> page, string label) =>
        string.Join(", ", FacetOf(page, label).Instance.Counts.Select(static count => $"{count.Value} {count.Count}"));
}
