using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Options;
using MudBlazor;
using Orchestrator.Dashboard.Session;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>The processes, or tasks, that the address selects, in its order.</summary>
public sealed partial class ProcessListPage
{
    private const string All = "all";

    private static readonly (string Label, string Column)[] Columns =
    [
        ("Workflow", "workflow_name"),
        ("Status", "last_status"),
        ("Last step", "last_step"),
        ("Assignee", "assignee"),
        ("Started", "started_at"),
        ("By", "created_by"),
    ];

    private Virtualize<ProcessSummary>? _rows;

    /// <summary>The status to which the list is narrowed, as on the wire; null for all.</summary>
    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    /// <summary>The name of the workflow; null for all.</summary>
    [SupplyParameterFromQuery(Name = "workflow")]
    public string? Workflow { get; set; }

    /// <summary>For whom they wait; null for all.</summary>
    [SupplyParameterFromQuery(Name = "assignee")]
    public string? Assignee { get; set; }

    /// <summary>The recorded name of who started them; null for all.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    public string? By { get; set; }

    /// <summary>The earliest time at which they were started, as ISO 8601; null for all.</summary>
    [SupplyParameterFromQuery(Name = "since")]
    public string? Since { get; set; }

    /// <summary>The id of a subscription that they are about; null for all.</summary>
    [SupplyParameterFromQuery(Name = "subscription")]
    public string? Subscription { get; set; }

    /// <summary>The column by which the list is sorted, with <c>,desc</c> for descending; null for the newest first.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal UserClock Clock { get; set; } = null!;

    [Inject]
    internal IOptions<OrchestratorOptions> Settings { get; set; } = null!;

    private bool AreTasks => Navigation.ToBaseRelativePath(Navigation.Uri).StartsWith("tasks", StringComparison.OrdinalIgnoreCase);

    private string Title => AreTasks ? "Tasks" : "Processes";

    private ProcessFacets Facets { get; set; } = new(0, [], [], []);

    /// <summary>All that the address says, which is what is listed and what a bulk operation is about.</summary>
    private IReadOnlyList<FieldFilter> Filters { get; set; } = [];

    /// <summary>The filters that are not facets.</summary>
    private IReadOnlyList<FieldFilter> FixedFilters =>
        [
            new("is_task", AreTasks ? "true" : "false"),
            .. FilterBy("created_by", By),
            .. FilterBy("started_at", string.IsNullOrWhiteSpace(Since) ? null : $">={Since}"),
            .. FilterBy("subscription_id", Subscription),
        ];

    private string? LocalSince =>
        DateTimeOffset.TryParse(Since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? Clock.ToLocal(since).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
            : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        FieldFilter[] filters =
        [
            .. FixedFilters,
            .. FilterBy("last_status", Status),
            .. FilterBy("workflow_name", Workflow),
            .. FilterBy("assignee", Assignee),
        ];

        // The same list while they are the same: components that are given another one read again.
        Filters = filters.SequenceEqual(Filters) ? Filters : filters;
    }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => change.Kind is ChangeKind.Process or ChangeKind.ProcessCounts;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var choices = new ProcessFacetChoices
        {
            Status = ValueOrNull(Status),
            Workflow = ValueOrNull(Workflow),
            Assignee = ValueOrNull(Assignee),
        };
        Facets = await Processes.CountFacetsAsync(FixedFilters, choices, user, Closed);
        if (_rows is { } rows)
        {
            await rows.RefreshDataAsync();
        }
    }

    private ValueTask<ItemsProviderResult<ProcessSummary>> ReadRowsAsync(ItemsProviderRequest request)
    {
        // An address can name any column; those that are shown can be sorted.
        var sort = ListSort.Parse(Sort);
        FieldOrder[] order = Columns.Any(known => known.Column == sort.Column)
            ? [new(sort.Column!, sort.Descending), new("started_at", Descending: true)]
            : [];
        var search = new ProcessSearch(Filters, order, request.StartIndex, Math.Min(request.Count, Settings.Value.MaxPageSize));
        return ReadPartAsync(
            request,
            async user =>
            {
                var page = await Processes.SearchAsync(search, user, request.CancellationToken);
                return new ItemsProviderResult<ProcessSummary>(page.Items, page.Total);
            }
        );
    }

    private static Color ColorOf(string status) =>
        Display.FindByWireName<ProcessStatus>(status) is { } known ? Display.ColorOf(known) : Color.Default;

    private static string? ValueOrNull(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    // A name may have the characters that separate alternatives.
    private static IEnumerable<FieldFilter> FilterBy(string field, string? value) =>
        ValueOrNull(value) is { } chosen ? [new(field, chosen) { IsSingle = true }] : [];

    private void FilterSince(string? local) =>
        Filter(
            "since",
            DateTime.TryParse(local, CultureInfo.InvariantCulture, out var since)
                ? Clock.FromLocal(since).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                : null
        );

    private void Filter(string parameter, string? value) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(parameter, ValueOrNull(value)),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
}
