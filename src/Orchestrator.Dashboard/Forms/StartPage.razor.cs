using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Orchestrator.Catalog;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Forms;

/// <summary>Starts a workflow: its form, and then its process.</summary>
public sealed partial class StartPage
{
    /// <summary>
    /// In the history of the browser: the user has chosen the workflow in a menu. A form that asks nothing starts with its first post, so
    /// a link from elsewhere only shows a button.
    /// </summary>
    internal const string Chosen = "chosen";

    private bool _isBegun;

    /// <summary>The workflow.</summary>
    [Parameter]
    public string WorkflowName { get; set; } = "";

    /// <summary>The product of the new subscription; null to ask for it.</summary>
    [SupplyParameterFromQuery(Name = "product")]
    public Guid? ProductId { get; set; }

    /// <summary>The subscription on which the workflow runs; null for none, or to ask for it.</summary>
    [SupplyParameterFromQuery(Name = "subscription")]
    public Guid? SubscriptionId { get; set; }

    [Inject]
    internal WorkflowCatalog Catalog { get; set; } = null!;

    [Inject]
    internal IWorkflowDirectory Workflows { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Subscriptions { get; set; } = null!;

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal IEngineControl Control { get; set; } = null!;

    private string Heading { get; set; } = "";

    private ReconcileBlock? Block { get; set; }

    private SubscriptionSummary? On { get; set; }

    private bool IsFound => Heading.Length > 0 && Catalog.FindWorkflow(WorkflowName) is not null;

    private bool IsFormShown => IsFound && !HasNoForm && (_isBegun || Navigation.HistoryEntryState == Chosen);

    private bool HasNoForm =>
        Catalog.FindWorkflow(WorkflowName) is { Form: null, Target: not Target.System }
        && (ProductId is not null || SubscriptionId is not null);

    /// <summary>The address of the form of a workflow.</summary>
    internal static string UrlOf(string workflow, Guid? product = null, Guid? subscription = null) =>
        $"start/{Uri.EscapeDataString(workflow)}"
        + (
            product is { } one ? $"?product={one}"
            : subscription is { } other ? $"?subscription={other}"
            : ""
        );

    /// <inheritdoc/>
    protected override object? Subject => (WorkflowName, ProductId, SubscriptionId);

    /// <inheritdoc/>
    protected override void Clear() => (Heading, On, Block, _isBegun) = ("", null, null, false);

    // Only to free what is blocked: a form that someone fills in stays, whatever happens meanwhile.
    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        Block is not null && change.Kind is ChangeKind.EngineStatus or ChangeKind.Subscription or ChangeKind.SubscriptionLock;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Heading = WorkflowName;
        var workflow = Catalog.GetWorkflow(WorkflowName);
        On = SubscriptionId is { } id ? (await Subscriptions.GetDetailAsync(id, ownedInUseBy: false, user, Closed)).Summary : null;
        Heading = (await Workflows.GetDescriptionsAsync(Closed)).GetValueOrDefault(WorkflowName, workflow.Description);
        Block = await FindBlockAsync(user);
    }

    /// <summary>Why the workflow cannot start, as the menus say it: a link to this page leads past them.</summary>
    private async Task<ReconcileBlock?> FindBlockAsync(Caller user)
    {
        if (
            SubscriptionId is { } id
            && (await Subscriptions.GetActionsAsync(id, user, Closed)).Items.FirstOrDefault(action => action.Name == WorkflowName)
                is { Block: { } block }
        )
        {
            return ReconcileBlock.Of(block, id);
        }

        return (await Control.GetStatusAsync(Closed)).IsPaused ? ReconcileBlock.EngineIsPaused
            : await Permissions.AllowsStartAsync(WorkflowName, user, Closed) ? null
            : ReconcileBlock.NotAllowed;
    }

    private async Task BeginAsync()
    {
        if (HasNoForm)
        {
            await RunActionAsync(user => StartAsync([], user));
        }
        else
        {
            _isBegun = true;
        }
    }

    private async Task PostAsync(IReadOnlyList<JsonElement> answered)
    {
        var user = await CurrentUser.GetAsync();
        Rate.Count(user);
        await StartAsync(answered, user);
    }

    private async Task StartAsync(IReadOnlyList<JsonElement> answered, Caller user)
    {
        JsonElement[] pages = [.. FirstPages(), .. answered];
        var process = await Processes.StartAsync(WorkflowName, pages, user);
        Navigation.NavigateTo($"processes/{process}", new NavigationOptions { ReplaceHistoryEntry = true });
    }

    /// <summary>The page that the engine puts before those of the workflow, where the address answers it.</summary>
    private IEnumerable<JsonElement> FirstPages() =>
        (Catalog.FindWorkflow(WorkflowName)?.Target, ProductId, SubscriptionId) switch
        {
            (Target.Create, { } product, _) => [JsonSerializer.SerializeToElement(new { product })],
            (Target.Create or Target.System, _, _) => [],
            (_, _, { } id) => [JsonSerializer.SerializeToElement(new { subscription_id = id })],
            _ => [],
        };
}
