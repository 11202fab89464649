using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>Checks or reconciles many subscriptions as one task.</summary>
public sealed partial class BulkActions : LiveComponent
{
    private const int MaxReason = Limits.MaxNoteLength;
    private const string CheckTask = "task_bulk_check";
    private const string ReconcileTask = "task_bulk_reconcile";

    private bool _isDialogOpen;
    private bool _onlyDrifted = true;
    private int? _canary = 1;
    private int? _stopAfter = 3;
    private int? _waveSize;
    private int _wait;
    private int _concurrency = 10;
    private string? _reason;
    private readonly StartKey _key = new();

    /// <summary>Which subscriptions: a query of the subscription search.</summary>
    [Parameter, EditorRequired]
    public string Query { get; set; } = "";

    /// <summary>Those that are meant, of those that the query finds; null for all of these.</summary>
    [Parameter]
    public IReadOnlyList<Guid>? SubscriptionIds { get; set; }

    /// <summary>Those that are left out.</summary>
    [Parameter]
    public IReadOnlyList<Guid> ExceptSubscriptionIds { get; set; } = [];

    /// <summary>How many these are; null where they are not counted.</summary>
    [Parameter, EditorRequired]
    public int? Count { get; set; }

    /// <summary>Whether they are only checked.</summary>
    [Parameter]
    public bool IsCheckOnly { get; set; }

    [Inject]
    internal IBulkChecks Checks { get; set; } = null!;

    [Inject]
    internal IBulkReconciles Reconciles { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    private string CheckCaption => IsCheckOnly ? "Check now" : "What would change";

    private bool MayCheck { get; set; }

    private bool MayReconcile { get; set; }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => false;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        MayCheck = await Permissions.AllowsStartAsync(CheckTask, user, Closed);
        MayReconcile = await Permissions.AllowsStartAsync(ReconcileTask, user, Closed);
    }

    /// <inheritdoc/>
    protected override void Clear() => (MayCheck, MayReconcile) = (false, false);

    private BulkSelection Selection =>
        BulkSelection.OfQuery(Query) with
        {
            SubscriptionIds = SubscriptionIds,
            ExceptSubscriptionIds = ExceptSubscriptionIds,
        };

    private Task CheckAsync() =>
        RunActionAsync(async user =>
        {
            var selection = Selection;
            var process = await Checks.StartAsync(selection, _concurrency, user, KeyOf(CheckTask, selection));
            _key.Complete();
            Navigation.NavigateTo($"bulk-checks/{process}");
        });

    private async Task ReconcileAsync()
    {
        // What is confirmed is what was shown: a filter that changes meanwhile is another question.
        var selection = Selection with
        {
            OnlyDrifted = _onlyDrifted,
        };
        var brakes = new BulkReconcileBrakes
        {
            Canary = _canary,
            StopAfterFailed = _stopAfter,
            WaveSize = _waveSize,
            WaitSeconds = _wait,
        };
        var reason = _reason;
        await RunActionAsync(async user =>
        {
            var key = KeyOf(ReconcileTask, selection, brakes.ToString());
            var process = await Reconciles.StartAsync(selection, _concurrency, user, key, brakes, reason);
            _key.Complete();
            _reason = null;
            Navigation.NavigateTo($"bulk-reconciles/{process}");
        });
        _isDialogOpen = false;
    }

    // The reason was meant for what is not done.
    private void Close() => (_isDialogOpen, _reason) = (false, null);

    private string KeyOf(string task, BulkSelection selection, params IEnumerable<string> more) =>
        _key.Of([
            task,
            Query,
            selection.OnlyDrifted.ToString(),
            selection.SubscriptionIds is { } only ? string.Join(' ', only) : "all",
            string.Join(' ', selection.ExceptSubscriptionIds),
            _concurrency.ToString(CultureInfo.InvariantCulture),
            .. more,
        ]);
}
