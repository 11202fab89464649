using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Engine;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Tests;

/// <summary>The parts of the audit on the page of the engine.</summary>
public sealed class AuditPartsTests : IAsyncLifetime
{
    private const string Parts = "[aria-label='Parts of the audit']";

    private readonly DashboardHost _host = new() { Configure = static options => options.MaxRequestsPerMinute = 1 };
    private Browser _browser = null!;

    private IEngineControl Control => _host.Provider.GetRequiredService<IEngineControl>();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host);
        for (var entry = 0; entry < 52; entry++)
        {
            await Control.PauseAsync("ann", "Again.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Looking_at_parts_is_not_limited_as_actions_are()
    {
        var page = Open();

        for (var repeat = 0; repeat < 3; repeat++)
        {
            await ShowAsync(page, "Older", "51 to 52 of 52");
            await ShowAsync(page, "Newer", "1 to 50 of 52");
        }

        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task While_an_action_is_under_way_no_other_part_can_be_selected()
    {
        var gate = new TaskCompletionSource();
        var page = Open();
        _host.BeforeDecision = request => request.Action == WorkflowAction.PauseEngine ? gate.Task : Task.CompletedTask;

        var resumed = Browser.ClickAsync(page, "Resume the engine");

        page.WaitForAssertion(() => Assert.True(Browser.IsDisabled(Browser.FindButton(page, "Older")!)));
        gate.SetResult();
        await resumed;
        page.WaitForAssertion(() => Assert.False(Browser.IsDisabled(Browser.FindButton(page, "Older")!)));
    }

    [Fact]
    public async Task A_part_that_is_no_longer_there_gives_way_to_the_last_one()
    {
        var page = Open();
        await ShowAsync(page, "Older", "51 to 52 of 52");
        for (var deleted = 0; deleted < 10; deleted++)
        {
            await _host.ExecuteAsync("DELETE FROM audit_entries WHERE entry_id = (SELECT min(entry_id) FROM audit_entries)");
        }

        await Control.ResumeAsync("ann");

        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, "Pause the engine")));
        page.WaitForAssertion(() => Assert.Equal(43, page.FindAll("table")[^1].QuerySelectorAll("tbody tr").Length));
    }

    private IRenderedComponent<EnginePage> Open()
    {
        var page = _browser.Render<EnginePage>();
        page.WaitForAssertion(() => Assert.Contains("1 to 50 of 52", page.Find(Parts).TextContent, StringComparison.Ordinal));
        return page;
    }

    private static async Task ShowAsync(IRenderedComponent<EnginePage> page, string button, string shown)
    {
        await Browser.ClickAsync(page, button);
        page.WaitForAssertion(
            () => Assert.Contains(shown, page.Find(Parts).TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(20)
        );
    }
}
