using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Bulk;
using Orchestrator.Dashboard.Tests.Support;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What is kept of a bulk task that was not started.</summary>
public sealed class BulkRequestTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private readonly LostChecks _checks = new();
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host, services: services => services.AddSingleton<IBulkChecks>(_checks));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_start_whose_answer_was_lost_is_repeated_with_the_same_key_and_another_request_has_another()
    {
        var actions = Open("tag:VALVE");

        await CheckAsync(actions, count: 1);
        await CheckAsync(actions, count: 2);
        actions.Render(parameters => parameters.Add(static bulk => bulk.Query, "tag:LINE"));
        await CheckAsync(actions, count: 3);
        actions.Render(parameters => parameters.Add(static bulk => bulk.SubscriptionIds, [Guid.NewGuid()]));
        await CheckAsync(actions, count: 4);

        Assert.Equal(_checks.Keys[0], _checks.Keys[1]);
        Assert.Equal(3, _checks.Keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_reason_of_a_question_that_is_cancelled_is_not_that_of_the_next()
    {
        var actions = Open("tag:VALVE");
        await Browser.ClickAsync(actions, "Reconcile 2…");
        _browser.Dialogs.WaitForElement("textarea");
        await _browser.Dialogs.InvokeAsync(() => _browser.Dialogs.Find("textarea").InputAsync("After the storm."));

        await Browser.ClickAsync(_browser.Dialogs, "Cancel");
        _browser.Dialogs.WaitForAssertion(() => Assert.Empty(_browser.Dialogs.FindAll("textarea")));
        await Browser.ClickAsync(actions, "Reconcile 2…");
        _browser.Dialogs.WaitForElement("textarea");

        Assert.DoesNotContain("After the storm.", _browser.Dialogs.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<BulkActions> Open(string query) =>
        _browser.Render<BulkActions>(parameters =>
            parameters.Add(static actions => actions.Query, query).Add(static actions => actions.Count, 2)
        );

    private async Task CheckAsync(IRenderedComponent<BulkActions> actions, int count)
    {
        await Browser.ClickAsync(actions, "What would change");
        actions.WaitForAssertion(() => Assert.Equal(count, _checks.Keys.Count));
    }

    /// <summary>Bulk checks whose answers to a start are lost.</summary>
    private sealed class LostChecks : IBulkChecks
    {
        internal List<string?> Keys { get; } = [];

        public Task<Guid> StartAsync(
            BulkSelection selection,
            int concurrency,
            Caller user,
            string? idempotencyKey = null,
            CancellationToken cancellationToken = default
        )
        {
            Keys.Add(idempotencyKey);
            throw new IOException("The answer was lost.");
        }

        public Task<BulkCheck> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default) =>
            throw new NotFoundException("bulk_check_not_found", "It was not started.");
    }
}
