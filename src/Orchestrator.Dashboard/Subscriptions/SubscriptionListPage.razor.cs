using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Options;
using Orchestrator.Dashboard.Customers;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>The subscriptions that the address selects, in its order.</summary>
public sealed partial class SubscriptionListPage
{
    private static readonly (string Label, string Column)[] Columns =
    [
        ("Description", "description"),
        ("Product", "product"),
        ("Status", "status"),
        ("In sync", "in_sync"),
        ("Drift", "drift"),
        ("Since", "drift_since"),
        ("Customer", "customer"),
    ];

    private static readonly SubscriptionFacets Nothing = new(0, [], [], [], [], [], HasMoreCustomers: false);

    private readonly SubscriptionSelection _selection = new();
    private SubscriptionFilter? _counted;
    private Virtualize<SubscriptionRow>? _rows;

    /// <summary>The text that must occur; null for any.</summary>
    [SupplyParameterFromQuery(Name = "query")]
    public string? SearchText { get; set; }

    /// <summary>The name of the product; null for all.</summary>
    [SupplyParameterFromQuery(Name = "product")]
    public string? Product { get; set; }

    /// <summary>The lifecycle, as on the wire; null for all.</summary>
    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    /// <summary>Whether it is in sync, as on the wire; null for both.</summary>
    [SupplyParameterFromQuery(Name = "insync")]
    public string? InSync { get; set; }

    /// <summary>The drift status, as on the wire; null for all.</summary>
    [SupplyParameterFromQuery(Name = "drift")]
    public string? Drift { get; set; }

    /// <summary>The id of the customer; null for all.</summary>
    [SupplyParameterFromQuery(Name = "customer")]
    public string? Customer { get; set; }

    /// <summary>The column by which the list is sorted, with <c>,desc</c> for descending; null for the newest first.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    [Inject]
    internal IDriftChecks Checks { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal IOptions<OrchestratorOptions> Settings { get; set; } = null!;

    [Inject]
    internal CustomerDirectory Customers { get; set; } = null!;

    private SubscriptionFacets Facets { get; set; } = Nothing;

    /// <summary>The names of the customers in the facet that the application knows.</summary>
    private Dictionary<string, string> CustomerNames { get; set; } = [];

    private SubscriptionFilter Selection => new(SearchText, Product, Status, InSync, Drift, Customer);

    // Counting reads every subscription, however few are shown.
    /// <inheritdoc/>
    protected override TimeSpan MinInterval => TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind
            is ChangeKind.Subscription
                or ChangeKind.SubscriptionLock
                or ChangeKind.SubscriptionDescription
                or ChangeKind.Drift
                or ChangeKind.Products;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var selection = Selection;
        _selection.Keep(selection);
        try
        {
            // It reads the words by themselves.
            Facets = selection.IsPossible
                ? await Directory.CountFacetsAsync(selection.SearchText ?? "", selection.ToChoices(), user, Closed)
                : Nothing;
            _counted = selection;
        }
        catch (InvalidRequestException)
        {
            Facets = Nothing;
            throw;
        }

        CustomerNames = await Customers.FindNamesAsync(Facets.Customers.Select(static customer => customer.Value), Closed);
        if (_rows is { } rows)
        {
            await rows.RefreshDataAsync();
        }
    }

    private ValueTask<ItemsProviderResult<SubscriptionRow>> ReadRowsAsync(ItemsProviderRequest request) =>
        ReadPartAsync(request, user => ReadRowsAsync(request, user));

    private async Task<ItemsProviderResult<SubscriptionRow>> ReadRowsAsync(ItemsProviderRequest request, Caller user)
    {
        var take = Math.Min(request.Count, Settings.Value.MaxPageSize);
        var query = await FindQueryAsync(user);
        var sort = ListSort.Parse(Sort);
        var search = new SubscriptionSearch(query, request.StartIndex, take)
        {
            Order = Display.FindByWireName<SubscriptionOrder>(sort.Column) ?? SubscriptionOrder.Newest,
            Descending = sort.Descending,
        };
        var page = await Directory.ListAsync(search, user, request.CancellationToken);
        Guid[] ids = [.. page.Items.Select(static subscription => subscription.SubscriptionId)];
        var drift = (
            await Checks.ListAsync(new(Skip: 0, ids.Length) { SubscriptionIds = ids }, user, request.CancellationToken)
        ).Items.ToDictionary(static item => item.SubscriptionId);
        return new([.. page.Items.Select(item => new SubscriptionRow(item, drift.GetValueOrDefault(item.SubscriptionId)))], page.Total);
    }

    /// <exception cref="InvalidRequestException">The words cannot be read.</exception>
    private async Task<string> FindQueryAsync(Caller user)
    {
        var filter = Selection;
        if (filter.HasGroup)
        {
            await Directory.SearchAsync(SearchText!, skip: 0, take: 0, user, Closed);
        }

        return filter.ToQuery();
    }

    /// <summary>How many the filters find: none while they have changed and were not counted yet.</summary>
    private int BulkTotal => _counted == Selection ? Facets.Total : 0;

    /// <summary>How many a bulk task would be about.</summary>
    private int BulkCount => _selection.CountOf(BulkTotal);

    /// <summary>The search of a bulk task: that of the filters, unless rows are selected one by one.</summary>
    private string BulkQuery => _selection.ToQuery(Selection);

    private string SelectedText =>
        _selection.IsEmpty ? ""
        : _selection.IsFull ? $"{BulkCount} selected. {_selection.FullText}"
        : $"{BulkCount} selected";

    private void SelectAll()
    {
        if (_selection.IsAll(Selection) == true)
        {
            _selection.Clear();
        }
        else
        {
            _selection.SelectAll(Selection);
        }
    }

    private void Filter(string parameter, string? value) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(parameter, string.IsNullOrWhiteSpace(value) ? null : value),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
}
