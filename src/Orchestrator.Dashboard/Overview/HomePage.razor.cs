using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Orchestrator.BulkReconciles;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Overview;

/// <summary>What happens now, in figures: each read is of counts, or of the first few rows.</summary>
public sealed partial class HomePage : LiveComponent
{
    private const int MaxListed = 8;

    [Inject]
    internal IProcesses AllProcesses { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    [Inject]
    internal IDriftChecks Checks { get; set; } = null!;

    [Inject]
    internal IDriftPauses AllPauses { get; set; } = null!;

    [Inject]
    internal IBulkReconciles Bulks { get; set; } = null!;

    private Overview? Current { get; set; }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind
            is ChangeKind.Process
                or ChangeKind.ProcessCounts
                or ChangeKind.Subscription
                or ChangeKind.SubscriptionLock
                or ChangeKind.Drift;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var counts = await AllProcesses.CountByStatusAsync(user, Closed);
        var drift = await Checks.SummarizeAsync(user, Closed);
        var pauses = await AllPauses.ListAsync(skip: 0, MaxListed, user, Closed);
        Current = new(
            [.. counts.Processes.OrderBy(static count => count.Key)],
            [
                .. drift
                    .Where(static count => count is { Status: DriftStatus.Drifted, Count: > 0 })
                    .OrderByDescending(static count => count.Count),
            ],
            await AllProcesses.SearchAsync(FailedSince(Time.GetUtcNow().AddDays(-1)), user, Closed),
            await Directory.SearchAsync("insync:false", skip: 0, MaxListed, user, Closed),
            pauses,
            await Bulks.ListPausedAsync(user, Closed),
            await Directory.ReadNamesAsync(pauses.Items.Select(static pause => pause.Target.SubscriptionId), user, Closed),
            (await AllProcesses.SearchAsync(new([], [], Skip: 0, MaxListed), user, Closed)).Items
        );
    }

    /// <inheritdoc/>
    protected override void Clear() => Current = null;

    private static ProcessSearch FailedSince(DateTimeOffset time)
    {
        ProcessStatus[] failed = [ProcessStatus.Failed, ProcessStatus.ApiUnavailable, ProcessStatus.InconsistentData];
        return new(
            [
                new("last_status", string.Join('|', failed.Select(WireName.Of))),
                new("last_modified_at", $">={time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}"),
            ],
            [new("last_modified_at", Descending: true)],
            Skip: 0,
            MaxListed
        );
    }

    private static List<ChartSeries<double>> SeriesOf(IReadOnlyList<KeyValuePair<ProcessStatus, int>> counts) =>
        [new() { Data = counts.Select(static count => (double)count.Value).ToArray() }];

    /// <summary>A state has the colour that it has on the other pages.</summary>
    private static DonutChartOptions ChartOptionsOf(IReadOnlyList<KeyValuePair<ProcessStatus, int>> counts) =>
        new() { ShowLegend = false, ChartPalette = [.. counts.Select(static count => Display.CssColorOf(Display.ColorOf(count.Key)))] };

    private static string[] LabelsOf(IReadOnlyList<KeyValuePair<ProcessStatus, int>> counts) =>
        [.. counts.Select(static count => Display.StatusText(count.Key))];

    /// <summary>Who or which brake has paused it, and why.</summary>
    private static string PauseTextOf(BulkReconcilePause pause) =>
        (pause.Brake is { } brake ? $"by the brake {brake.Replace('_', ' ')}" : $"by {pause.By ?? "no one"}")
        + (pause.Reason is { Length: > 0 } reason ? $": {reason}" : "")
        + ",";

    private static string DriftedUrlOf(string product) =>
        $"subscriptions?product={Uri.EscapeDataString(product)}&drift={WireName.Of(DriftStatus.Drifted)}";

    /// <summary>What is shown.</summary>
    private sealed record Overview(
        IReadOnlyList<KeyValuePair<ProcessStatus, int>> Processes,
        IReadOnlyList<DriftCount> Drifted,
        Orchestrator.Processes.ProcessPage Failures,
        SubscriptionSearchPage OutOfSync,
        DriftPausePage Pauses,
        IReadOnlyList<PausedBulkReconcile> PausedBulks,
        IReadOnlyDictionary<Guid, string> Names,
        IReadOnlyList<ProcessSummary> Recent
    );
}
