using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Options;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>Processes, or tasks, the newest first.</summary>
public sealed partial class ProcessListPage
{
    private const string All = "all";

    private Virtualize<ProcessSummary>? _rows;

    /// <summary>The status to which the list is narrowed, as on the wire; null for all.</summary>
    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal IOptions<OrchestratorOptions> Settings { get; set; } = null!;

    private bool AreTasks => Navigation.ToBaseRelativePath(Navigation.Uri).StartsWith("tasks", StringComparison.OrdinalIgnoreCase);

    private string Title => AreTasks ? "Tasks" : "Processes";

    private IReadOnlyDictionary<ProcessStatus, int> Counts { get; set; } = new Dictionary<ProcessStatus, int>();

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Process or ChangeKind.ProcessCounts;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var counts = await Processes.CountByStatusAsync(user, Closed);
        Counts = AreTasks ? counts.Tasks : counts.Processes;
        if (_rows is { } rows)
        {
            await rows.RefreshDataAsync();
        }
    }

    private ValueTask<ItemsProviderResult<ProcessSummary>> ReadRowsAsync(ItemsProviderRequest request)
    {
        List<FieldFilter> filters = [new("is_task", AreTasks ? "true" : "false")];
        if (Status is { } status)
        {
            filters.Add(new("last_status", status));
        }

        var search = new ProcessSearch(filters, [], request.StartIndex, Math.Min(request.Count, Settings.Value.MaxPageSize));
        return ReadPartAsync(
            request,
            async user =>
            {
                var page = await Processes.SearchAsync(search, user, request.CancellationToken);
                return new ItemsProviderResult<ProcessSummary>(page.Items, page.Total);
            }
        );
    }

    private Task FilterAsync(string? status)
    {
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter("status", status is null or All ? null : status),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
        return Task.CompletedTask;
    }
}
