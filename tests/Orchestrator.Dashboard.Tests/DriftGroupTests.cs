using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Drift;
using Orchestrator.Testing;
using DriftPage = Orchestrator.Dashboard.Overview.DriftPage;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What the page of drift does with a group of equal differences.</summary>
public sealed class DriftGroupTests : IAsyncLifetime
{
    private const StringComparison Compared = StringComparison.Ordinal;

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
    public async Task A_bulk_reconcile_of_a_group_writes_nothing_for_one_whose_search_is_the_same()
    {
        var (upper, lower) = (await MovedAsync("Core-A"), await MovedAsync("core-a"));
        var page = _browser.Render<DriftPage>();

        await Browser.ClickAsync(page, "Choose valve in the plant, room: elsewhere instead of Core-A");
        await Browser.ClickAsync(page, "Reconcile 1…");
        await Browser.ClickAsync(_browser.Dialogs, "Start the bulk reconcile");
        page.WaitForState(() => Navigation.Uri.Contains("bulk-reconciles", StringComparison.Ordinal));

        var task = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        var reconciles = _host.Provider.GetRequiredService<IBulkReconciles>();
        await OrchestratorTestHost.UntilAsync(async () =>
            (await reconciles.GetAsync(task)).Counts is { Total: > 0, ToStart: 0, Running: 0 }
        );
        Assert.Equal(("Core-A", "elsewhere"), (_host.Plant.Valves[upper.ToString()].Room, _host.Plant.Valves[lower.ToString()].Room));
    }

    [Fact]
    public async Task A_long_value_is_whole_in_its_cell_and_shortened_in_the_names_of_links_and_buttons()
    {
        var room = new string('x', 200);
        await MovedAsync(room);
        var page = _browser.Render<DriftPage>();

        await Browser.ClickAsync(page, $"Choose valve in the plant, room: elsewhere instead of {room[..80]}…");

        Assert.Contains(room, page.FindAll("td.value").Select(static cell => cell.TextContent));
        Assert.DoesNotContain(page.FindAll("[aria-label]"), link => link.GetAttribute("aria-label")!.Contains(room, Compared));
        Assert.DoesNotContain(room, page.Find("[aria-label='Chosen difference']").TextContent, Compared);
    }

    [Fact]
    public async Task A_group_of_more_subscriptions_than_can_be_named_has_no_bulk_task_and_says_what_to_do()
    {
        await MovedAsync("left");
        await using var browser = new Browser(
            _host,
            services: services => services.AddSingleton<IDriftChecks>(new LargeGroups(_host.Provider.GetRequiredService<IDriftChecks>()))
        );
        var page = browser.Render<DriftPage>();

        await Browser.ClickAsync(page, "Choose valve in the plant, room: elsewhere instead of left");

        var chosen = page.WaitForElement("[aria-label='Chosen difference']");
        Assert.Contains("names at most 1,000 subscriptions", chosen.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("subscriptions?query=", chosen.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(chosen.QuerySelectorAll("button"));
    }

    private async Task<Guid> MovedAsync(string room)
    {
        var valve = await _host.CreateValveAsync(room);
        var key = valve.ToString();
        _host.Plant.Valves[key] = _host.Plant.Valves[key] with { Room = "elsewhere" };
        await _host.Provider.GetRequiredService<IDriftChecks>().CheckAsync(valve, "test");
        return valve;
    }

    /// <summary>Groups as those of too many subscriptions to name.</summary>
    private sealed class LargeGroups(IDriftChecks checks) : IDriftChecks
    {
        public Task<IReadOnlyList<DriftGroup>> GroupAsync(
            string? product,
            Caller? user = null,
            CancellationToken cancellationToken = default
        ) => checks.GroupAsync(product, user, cancellationToken);

        public Task<IReadOnlyList<Guid>?> FindSubscriptionsAsync(
            DriftGroup group,
            Caller? user = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult<IReadOnlyList<Guid>?>(null);

        public Task<SubscriptionDrift> CheckAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default) =>
            checks.CheckAsync(subscriptionId, user, cancellationToken);

        public Task<SubscriptionDrift> GetAsync(Guid subscriptionId, Caller? user = null, CancellationToken cancellationToken = default) =>
            checks.GetAsync(subscriptionId, user, cancellationToken);

        public Task<DriftHistoryPage> GetHistoryAsync(
            Guid subscriptionId,
            int skip,
            int take,
            Caller? user = null,
            CancellationToken cancellationToken = default
        ) => checks.GetHistoryAsync(subscriptionId, skip, take, user, cancellationToken);

        public Task<Drift.DriftPage> ListAsync(DriftSearch search, Caller? user = null, CancellationToken cancellationToken = default) =>
            checks.ListAsync(search, user, cancellationToken);

        public Task<IReadOnlyList<DriftCount>> SummarizeAsync(Caller? user = null, CancellationToken cancellationToken = default) =>
            checks.SummarizeAsync(user, cancellationToken);
    }
}
