using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Options;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>The subscriptions that the address selects, the newest first.</summary>
public sealed partial class SubscriptionListPage
{
    // As many as a query can name. More are selected by a filter.
    private const int MaxSelected = 12;

    private readonly HashSet<Guid> _selected = [];
    private string _query = "";
    private Virtualize<SubscriptionRow>? _rows;
    private volatile bool _areProductsStale = true;

    /// <summary>Words that must occur; null for any.</summary>
    [SupplyParameterFromQuery(Name = "query")]
    public string? Words { get; set; }

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

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    [Inject]
    internal IDriftChecks Checks { get; set; } = null!;

    [Inject]
    internal IProductMetadata Metadata { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal IOptions<OrchestratorOptions> Settings { get; set; } = null!;

    private IReadOnlyList<string> Products { get; set; } = [];

    private int Total { get; set; }

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        _areProductsStale |= change.Kind is ChangeKind.Products;
        return change.Kind
            is ChangeKind.Subscription
                or ChangeKind.SubscriptionLock
                or ChangeKind.SubscriptionDescription
                or ChangeKind.Drift
                or ChangeKind.Products;
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        if (_areProductsStale)
        {
            // Before the read: a change that comes during it is not lost.
            _areProductsStale = false;
            try
            {
                Products =
                [
                    .. (await Metadata.ListProductsAsync(cancellationToken: Closed)).Select(static product => product.Summary.Name),
                ];
            }
            catch
            {
                _areProductsStale = true;
                throw;
            }
        }

        // Asked for no row: it says how many there are, and whether the query can be read. Where it cannot, no bulk task is offered.
        Total = 0;
        _query = await FindQueryAsync(user);
        Total = (await Directory.SearchAsync(_query, skip: 0, take: 0, user, Closed)).Total;
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
        var page = await Directory.SearchAsync(query, request.StartIndex, take, user, request.CancellationToken);
        Guid[] ids = [.. page.Items.Select(static subscription => subscription.SubscriptionId)];
        var drift = (
            await Checks.ListAsync(new(Skip: 0, ids.Length) { SubscriptionIds = ids }, user, request.CancellationToken)
        ).Items.ToDictionary(static item => item.SubscriptionId);
        return new([.. page.Items.Select(item => new SubscriptionRow(item, drift.GetValueOrDefault(item.SubscriptionId)))], page.Total);
    }

    /// <exception cref="InvalidRequestException">The words cannot be read.</exception>
    private async Task<string> FindQueryAsync(Caller user)
    {
        var filter = new SubscriptionFilter(Words, Product, Status, InSync, Drift);
        if (filter.HasGroup)
        {
            await Directory.SearchAsync(Words!, skip: 0, take: 0, user, Closed);
        }

        return filter.ToQuery();
    }

    /// <summary>What a bulk task is about: the selected subscriptions, or all that the filters find.</summary>
    private string BulkQuery => _selected.Count > 0 ? $"subscription_id:({string.Join('|', _selected)})" : _query;

    private void Select(Guid subscription, bool isSelected)
    {
        if (isSelected)
        {
            _selected.Add(subscription);
        }
        else
        {
            _selected.Remove(subscription);
        }
    }

    private void Filter(string parameter, string? value) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(parameter, string.IsNullOrWhiteSpace(value) ? null : value),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
}
