using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Tests;

/// <summary>A subscription that a process has left out of sync is set in sync by hand.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;
    private Guid _valve;
    private Guid _process;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host);
        _valve = await _host.CreateValveAsync("left");
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("modify_valve", new { subscription_id = _valve }, new { opening = 7, room = "left" });
        Assert.Equal(ProcessStatus.Failed, failed.Status);
        _process = failed.ProcessId;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task It_is_asked_once_what_will_happen_and_the_reason_is_in_the_audit()
    {
        await _host.Processes.AbortAsync(_process, "ann", "It is replaced.");
        var page = Open();

        await Browser.ClickAsync(page, "Set in sync");
        _browser.Dialogs.WaitForElement("textarea");
        Assert.Contains(
            "what a process has left in the external systems stays as it is",
            _browser.Dialogs.Markup,
            StringComparison.Ordinal
        );
        Assert.True(Browser.IsDisabled(Browser.FindButton(_browser.Dialogs, "Set the subscription in sync")!));
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("Seen on site."));
        await Browser.ClickAsync(_browser.Dialogs, "Set the subscription in sync");

        page.WaitForAssertion(() => Assert.Null(Browser.FindButton(page, "Set in sync")));
        page.WaitForAssertion(() => Assert.DoesNotContain("out of sync", page.Find("p").TextContent, StringComparison.Ordinal));
        var search = new AuditSearch(0, 1) { Action = WireName.Of(AuditAction.SetInSync) };
        var entry = Assert.Single((await _host.Provider.GetRequiredService<IAudit>().SearchAsync(search, "ann")).Items);
        Assert.Equal((_valve, "Seen on site."), (entry.SubscriptionId, entry.Reason));
    }

    [Fact]
    public async Task A_process_that_has_not_ended_stands_beside_the_button_and_the_button_asks_nothing()
    {
        var page = Open();

        page.WaitForAssertion(() => Assert.True(Browser.FindButton(page, "Set in sync") is { } button && Browser.IsDisabled(button)));
        var block = page.Find("#sync-block");
        Assert.Equal($"processes/{_process}", block.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("(failed) holds it. Retry or abort it first.", block.TextContent, StringComparison.Ordinal);
        Assert.Equal("sync-block", Browser.FindButton(page, "Set in sync")!.GetAttribute("aria-describedby"));
        await page.InvokeAsync(() => Browser.FindButton(page, "Set in sync")!.ClickAsync());
        Assert.Empty(_browser.Dialogs.FindAll("textarea"));

        await _host.Processes.AbortAsync(_process, "ann", "It is replaced.");

        page.WaitForAssertion(() => Assert.False(Browser.IsDisabled(Browser.FindButton(page, "Set in sync")!)));
    }

    [Fact]
    public async Task Who_may_not_is_offered_nothing_and_neither_is_anyone_while_it_is_in_sync()
    {
        await _host.Processes.AbortAsync(_process, "ann", "It is replaced.");
        _host.Forbidden.Add(WorkflowAction.SetInSync);
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("out of sync", page.Markup, StringComparison.Ordinal));
        Assert.Null(Browser.FindButton(page, "Set in sync"));

        _host.Forbidden.Clear();
        await _host.Provider.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(_valve, "ann");
        var again = Open();

        again.WaitForAssertion(() => Assert.Contains("Blocks and values", again.Markup, StringComparison.Ordinal));
        Assert.Null(Browser.FindButton(again, "Set in sync"));
    }

    private IRenderedComponent<SubscriptionPage> Open() =>
        _browser.Render<SubscriptionPage>(parameters => parameters.Add(static page => page.SubscriptionId, _valve));
}
