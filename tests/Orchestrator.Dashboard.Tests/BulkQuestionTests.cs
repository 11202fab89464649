using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Bulk;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Processes;
using Orchestrator.Testing;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What the page of a bulk reconcile asks before it pauses, continues or cancels it.</summary>
public sealed class BulkQuestionTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;
    private Guid _bulk;

    private IBulkReconciles Reconciles => _host.Provider.GetRequiredService<IBulkReconciles>();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        foreach (var room in new[] { "left", "middle", "right" })
        {
            await _host.IntroduceDriftAsync(await _host.CreateValveAsync(room), opening: 99);
        }

        // Between two waves there is time for questions.
        _bulk = await Reconciles.StartAsync("drift:drifted", 10, "ann", brakes: new() { WaveSize = 1, WaitSeconds = 600 });
        await OrchestratorTestHost.UntilAsync(async () => (await Reconciles.GetAsync(_bulk)).Counts is { Done: 1, ToStart: 2 });
        _browser = new(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Each_question_says_what_will_happen()
    {
        var page = Open();

        await AskAsync(page, "Pause", "Pause the bulk reconcile");
        AssertAsks("It starts nothing more until someone continues it. What it has started continues.");
        await Browser.ClickAsync(_browser.Dialogs, "Cancel");
        await AskAsync(page, "Cancel the bulk reconcile", "Start nothing more");
        AssertAsks("It starts nothing more, for good. What it has started continues, and what is done stays.");
        await Browser.ClickAsync(_browser.Dialogs, "Keep it");
        await Reconciles.SetPausedAsync(_bulk, paused: true, "bob", "Later.");
        await AskAsync(page, "Continue", "Continue the bulk reconcile");

        AssertAsks("It starts the rest: 2 subscriptions.");
        Assert.DoesNotContain("canary", _browser.Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(2, (await Reconciles.GetAsync(_bulk)).Counts.ToStart);
    }

    [Theory]
    [InlineData("Pause", "Pause the bulk reconcile", true)]
    [InlineData("Continue", "Continue the bulk reconcile", false)]
    public async Task A_question_that_someone_else_has_answered_meanwhile_is_closed(string button, string confirm, bool answer)
    {
        await Reconciles.SetPausedAsync(_bulk, paused: !answer, "bob", "Later.");
        var page = Open();
        await AskAsync(page, button, confirm);

        await Reconciles.SetPausedAsync(_bulk, paused: answer, "bob", "Again.");

        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, answer ? "Continue" : "Pause")));
        _browser.Dialogs.WaitForAssertion(() => Assert.Null(Browser.FindButton(_browser.Dialogs, confirm)));
    }

    [Theory]
    [InlineData("Pause", "Pause the bulk reconcile", WorkflowAction.PauseBulk)]
    [InlineData("Cancel the bulk reconcile", "Start nothing more", WorkflowAction.Abort)]
    public async Task A_question_of_what_the_user_may_not_do_any_longer_is_closed(string button, string confirm, WorkflowAction action)
    {
        var page = Open();
        await AskAsync(page, button, confirm);

        _host.Forbidden.Add(action);
        await _host.CreateValveAsync("other");

        page.WaitForAssertion(() => Assert.Null(Browser.FindButton(page, button)));
        _browser.Dialogs.WaitForAssertion(() => Assert.Null(Browser.FindButton(_browser.Dialogs, confirm)));
    }

    [Fact]
    public async Task A_question_stays_open_while_nothing_is_decided()
    {
        var page = Open();
        await AskAsync(page, "Cancel the bulk reconcile", "Start nothing more");

        await Reconciles.SetPausedAsync(_bulk, paused: true, "bob", "Later.");

        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, "Continue")));
        Assert.NotNull(Browser.FindButton(_browser.Dialogs, "Start nothing more"));
    }

    [Fact]
    public async Task A_bulk_reconcile_that_has_ended_meanwhile_is_asked_about_nothing()
    {
        var page = Open();
        await AskAsync(page, "Cancel the bulk reconcile", "Start nothing more");

        await Reconciles.CancelAsync(_bulk, "bob", "Enough.");

        page.WaitForAssertion(() => Assert.Contains("aborted", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        _browser.Dialogs.WaitForAssertion(() => Assert.Null(Browser.FindButton(_browser.Dialogs, "Start nothing more")));
    }

    private IRenderedComponent<BulkReconcilePage> Open()
    {
        var page = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, _bulk));
        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, "Cancel the bulk reconcile")));
        return page;
    }

    private async Task AskAsync(IRenderedComponent<BulkReconcilePage> page, string button, string confirm)
    {
        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, button)));
        await Browser.ClickAsync(page, button);
        _browser.Dialogs.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(_browser.Dialogs, confirm)));
    }

    private void AssertAsks(string question) => Assert.Contains(question, _browser.Dialogs.Markup, StringComparison.Ordinal);
}
