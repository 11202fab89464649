using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Orchestrator.Dashboard.Bulk;
using Orchestrator.Dashboard.Customers;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;

namespace Orchestrator.Dashboard.Tests;

/// <summary>The list of subscriptions: facets, order and selection, which are in the address or in what a bulk task is about.</summary>
public sealed class SubscriptionListTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private Browser _browser = null!;
    private Guid _left;

    private NavigationManager Navigation => _browser.Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _left = await _host.CreateValveAsync("left");
        await _host.CreateValveAsync("right");
        await _host.IntroduceDriftAsync(_left, opening: 99);
        _browser = new(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Each_filter_offers_its_values_with_how_many_they_would_find_and_keeps_its_choice_in_the_address()
    {
        var page = Open("subscriptions");
        page.WaitForAssertion(() => Assert.Equal("drifted 1, no_drift 1", OffersOf(page, "Drift")));
        Assert.Equal("valve 2", OffersOf(page, "Product"));
        Assert.Equal("active 2", OffersOf(page, "Status"));
        Assert.Equal("true 2", OffersOf(page, "In sync"));

        await page.InvokeAsync(() => FacetOf(page, "Drift").Instance.ValueChanged.InvokeAsync("drifted"));

        Assert.EndsWith("subscriptions?drift=drifted", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("active 1", OffersOf(page, "Status")));
        Assert.Equal("drifted 1, no_drift 1", OffersOf(page, "Drift"));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr:has(a)")));
        Assert.Contains("1 found", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choices_of_a_filter_are_shown_with_their_numbers()
    {
        var page = Open("subscriptions");
        page.WaitForAssertion(() => Assert.Equal("valve 2", OffersOf(page, "Product")));

        await page.InvokeAsync(() => FacetOf(page, "Product").FindComponent<MudSelect<string>>().Instance.OpenMenu());

        _browser.Popovers.WaitForAssertion(() =>
            Assert.Contains("valve (2)", _browser.Popovers.Find(".mud-list-item").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_choice_that_finds_none_any_longer_is_offered_with_zero_so_that_it_can_be_given_up()
    {
        var page = Open("subscriptions?status=terminated");
        page.WaitForAssertion(() => Assert.Equal("active 2", OffersOf(page, "Status")));
        Assert.Contains("0 found", page.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => FacetOf(page, "Status").FindComponent<MudSelect<string>>().Instance.OpenMenu());

        _browser.Popovers.WaitForAssertion(() =>
            Assert.Equal(
                ["terminated (0)", "active (2)"],
                _browser.Popovers.FindAll(".mud-list-item").Select(static item => item.TextContent.Trim())
            )
        );
    }

    [Theory]
    [InlineData("subscriptions?drift=perhaps")]
    [InlineData("subscriptions?insync=perhaps")]
    public void What_no_subscription_can_be_finds_none_and_offers_no_bulk_task(string address)
    {
        var page = Open(address);

        page.WaitForAssertion(() => Assert.True(Browser.FindButton(page, "What would change") is { } button && Browser.IsDisabled(button)));
        Assert.Contains("0 found", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heading_sorts_up_then_down_then_not_and_the_address_says_so()
    {
        var page = Open("subscriptions");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr:has(a)").Count));

        await Browser.ClickAsync(page, "Description");
        Assert.EndsWith("subscriptions?sort=description", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(["ascending"], SortOf(page)));
        page.WaitForAssertion(() => Assert.Equal(Names(page).Order(StringComparer.Ordinal), Names(page)));

        await Browser.ClickAsync(page, "Description");
        page.WaitForAssertion(() => Assert.Equal(["descending"], SortOf(page)));
        page.WaitForAssertion(() => Assert.Equal(Names(page).OrderDescending(StringComparer.Ordinal), Names(page)));

        await Browser.ClickAsync(page, "Description");
        Assert.EndsWith("subscriptions", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selected_rows_are_what_a_bulk_task_is_about_and_none_selected_means_all_that_is_found()
    {
        var page = Open("subscriptions");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr:has(a)").Count));
        page.WaitForAssertion(() => Assert.Equal(("", null, "", 2), BulkOf(page)));

        await SelectAsync(page, isSelected: true);
        Assert.Equal(("", $"{_left}", "", 1), BulkOf(page));
        Assert.Contains("1 selected", page.Markup, StringComparison.Ordinal);

        await SelectAsync(page, isSelected: false);
        Assert.Equal(("", null, "", 2), BulkOf(page));

        await SelectAsync(page, isSelected: true);
        await Browser.ClickAsync(page, "Reconcile 1…");
        await Browser.ClickAsync(_browser.Dialogs, "Start the bulk reconcile");
        page.WaitForState(() => Navigation.Uri.Contains("bulk-reconciles", StringComparison.Ordinal));
        var task = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        var bulk = _browser.Render<BulkReconcilePage>(parameters => parameters.Add(static page => page.ProcessId, task));
        bulk.WaitForAssertion(() =>
            Assert.Contains("Selection: 1 subscription selected one by one, of what", bulk.Markup, StringComparison.Ordinal)
        );

        await Browser.ClickAsync(page, "Select none");
        Assert.Equal(("", null, "", 2), BulkOf(page));
    }

    [Fact]
    public async Task All_that_the_filters_find_is_selected_at_once_and_a_bulk_task_is_about_all_but_the_rows_left_out()
    {
        var page = Open("subscriptions?product=valve");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr:has(a)").Count));
        page.WaitForAssertion(() => Assert.Equal(("product_name:\"valve\"", null, "", 2), BulkOf(page)));

        await page.InvokeAsync(() => page.Find("input[aria-label='Select all that the filters find']").ChangeAsync(true));

        Assert.Contains("2 selected", page.Markup, StringComparison.Ordinal);
        Assert.Equal(("product_name:\"valve\"", null, "", 2), BulkOf(page));
        Assert.All(page.FindAll("tbody input[type=checkbox]"), static box => Assert.True(box.HasAttribute("checked")));

        await SelectAsync(page, isSelected: false);

        Assert.Contains("1 selected", page.Markup, StringComparison.Ordinal);
        Assert.Equal(("product_name:\"valve\"", null, $"{_left}", 1), BulkOf(page));
        await Browser.ClickAsync(page, "What would change");
        page.WaitForState(() => Navigation.Uri.Contains("bulk-checks", StringComparison.Ordinal));
        var task = Guid.Parse(Navigation.Uri.Split('/')[^1]);
        var check = _browser.Render<BulkCheckPage>(parameters => parameters.Add(static page => page.ProcessId, task));
        check.WaitForAssertion(() => Assert.Equal("completed: 1 of 1 checked", check.Find("[role=status]").TextContent.Trim()));
    }

    [Fact]
    public async Task A_customer_among_many_is_searched_by_its_id_and_by_the_name_that_the_application_knows()
    {
        await _host.ExecuteAsync("UPDATE subscriptions SET customer_id = 'acme-1' WHERE description LIKE '%left%'");
        await _host.ExecuteAsync("UPDATE subscriptions SET customer_id = 'zeta-2' WHERE description LIKE '%right%'");
        await using var browser = new Browser(_host, services: static services => services.AddSingleton<ICustomerNames, KnownCustomers>());
        string? chosen = null;
        var field = browser.Render<CustomerSearch>(parameters =>
            parameters
                .Add(static search => search.Label, "Customer")
                .Add(static search => search.Query, "")
                .Add(static search => search.Choices, new() { Product = "valve", Customer = "zeta-2" })
                .Add(static search => search.Value, "zeta-2")
                .Add(static search => search.ValueChanged, value => chosen = value)
        );

        Assert.Equal("Zenith Works", field.Find("input").GetAttribute("value"));
        Assert.Equal(["acme-1"], await SearchAsync("CME"));
        Assert.Equal(["zeta-2"], await SearchAsync("works"));
        Assert.Equal(["acme-1", "zeta-2"], (await SearchAsync("")).Order());
        Assert.Empty(await SearchAsync("%"));
        await field.InvokeAsync(() => field.FindComponent<MudAutocomplete<string>>().Instance.ValueChanged.InvokeAsync("acme-1"));
        Assert.Equal("acme-1", chosen);

        Task<IEnumerable<string?>> SearchAsync(string text) =>
            field.InvokeAsync(() => field.FindComponent<MudAutocomplete<string>>().Instance.SearchFunc!(text, CancellationToken.None)!)!;
    }

    [Fact]
    public async Task The_names_of_the_customers_that_are_offered_are_asked_for_together()
    {
        await _host.ExecuteAsync("UPDATE subscriptions SET customer_id = 'acme-1' WHERE description LIKE '%left%'");
        await _host.ExecuteAsync("UPDATE subscriptions SET customer_id = 'zeta-2' WHERE description LIKE '%right%'");
        await using var browser = new Browser(_host, services: static services => services.AddSingleton<ICustomerNames, NamesOfBoth>());
        var field = browser.Render<CustomerSearch>(parameters =>
            parameters
                .Add(static search => search.Label, "Customer")
                .Add(static search => search.Query, "")
                .Add(static search => search.Choices, new() { Product = "valve" })
        );
        var list = field.FindComponent<MudAutocomplete<string>>().Instance;

        var found = await field.InvokeAsync(() => list.SearchFunc!("", CancellationToken.None)!);

        Assert.Equal(["name of acme-1", "name of zeta-2"], found.Select(list.ToStringFunc!).Order());
    }

    /// <summary>Names that are known once two are asked for: one that is asked for alone is not found.</summary>
    private sealed class NamesOfBoth : ICustomerNames
    {
        private readonly TaskCompletionSource _both = new();
        private int _asked;

        public async Task<string?> FindAsync(string customerId, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _asked) == 2)
            {
                _both.SetResult();
            }

            await _both.Task.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
            return $"name of {customerId}";
        }
    }

    private sealed class KnownCustomers : ICustomerNames
    {
        public Task<string?> FindAsync(string customerId, CancellationToken cancellationToken = default) =>
            Task.FromResult(customerId == "zeta-2" ? "Zenith Works" : null);

        public Task<IReadOnlyList<string>> SearchAsync(string text, int maxCount, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<string>>("Zenith Works".Contains(text, StringComparison.OrdinalIgnoreCase) ? ["zeta-2"] : []);
    }

    private IRenderedComponent<SubscriptionListPage> Open(string address)
    {
        Navigation.NavigateTo(address);
        return _browser.Render<SubscriptionListPage>();
    }

    private Task SelectAsync(IRenderedComponent<SubscriptionListPage> page, bool isSelected) =>
        page.InvokeAsync(() => page.Find($"tr:has(a[href$='{_left}']) input[type=checkbox]").ChangeAsync(isSelected));

    private static IRenderedComponent<FacetSelect> FacetOf(IRenderedComponent<SubscriptionListPage> page, string label) =>
        page.FindComponents<FacetSelect>().Single(facet => facet.Instance.Label == label);

    private static string OffersOf(IRenderedComponent<SubscriptionListPage> page, string label) =>
        string.Join(", ", FacetOf(page, label).Instance.Counts.Select(static count => $"{count.Value} {count.Count}"));

    /// <summary>What a bulk task would be about: a search, those of it that are named and those that are left out, and how many.</summary>
    private static (string Query, string? Only, string Except, int? Count) BulkOf(IRenderedComponent<SubscriptionListPage> page)
    {
        var actions = page.FindComponent<BulkActions>().Instance;
        var only = actions.SubscriptionIds is { } ids ? string.Join(", ", ids) : null;
        return (actions.Query, only, string.Join(", ", actions.ExceptSubscriptionIds), actions.Count);
    }

    private static IReadOnlyList<string?> SortOf(IRenderedComponent<SubscriptionListPage> page) =>
        [.. page.FindAll("th[aria-sort]").Select(static heading => heading.GetAttribute("aria-sort"))];

    private static IReadOnlyList<string> Names(IRenderedComponent<SubscriptionListPage> page) =>
        [.. page.FindAll("tbody tr a").Select(static link => link.TextContent)];
}
