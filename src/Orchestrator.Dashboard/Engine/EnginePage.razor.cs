using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;

namespace Orchestrator.Dashboard.Engine;

/// <summary>Whether the engine runs, its hosts and what their workers do, its schedules, and what people have changed.</summary>
public sealed partial class EnginePage
{
    private const int MaxEntries = 50;

    private const int MaxRuns = 5;

    private const int MaxReason = Limits.MaxReasonLength;

    private static readonly ILookup<Guid, ScheduleRun> NoRuns = Array.Empty<ScheduleRun>().ToLookup(static run => run.ScheduleId);

    private volatile bool _areSchedulesStale = true;
    private bool _isDialogOpen;
    private int _entriesSkipped;
    private int _entriesTotal;
    private string? _reason;

    [Inject]
    internal IEngineControl Control { get; set; } = null!;

    [Inject]
    internal ISchedules AllSchedules { get; set; } = null!;

    [Inject]
    internal IAudit Audit { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    private EngineStatus? Status { get; set; }

    private WorkerStatus? Workers { get; set; }

    private bool MayPause { get; set; }

    private IReadOnlyList<Schedule> Schedules { get; set; } = [];

    private IReadOnlyList<QueueLoad> Queues { get; set; } = [];

    private IReadOnlyList<HostLoad> Hosts { get; set; } = [];

    private int HostsOnline => Hosts.Count(static host => host.IsOnline);

    private int WorkersOnline => Hosts.Where(static host => host.IsOnline).Sum(static host => host.Workers);

    /// <summary>The last times at which each schedule fired.</summary>
    private ILookup<Guid, ScheduleRun> Runs { get; set; } = NoRuns;

    private IReadOnlyList<AuditEntry>? Entries { get; set; }

    private IReadOnlyDictionary<Guid, string> Names { get; set; } = SubscriptionNames.None;

    /// <inheritdoc/>
    protected override TimeSpan MinInterval => TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change)
    {
        _areSchedulesStale |= change.Kind is ChangeKind.Schedules;
        return change.Kind is ChangeKind.EngineStatus or ChangeKind.ProcessCounts or ChangeKind.Schedules;
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Status = await Control.GetStatusAsync(Closed);
        Workers = await Control.GetWorkerStatusAsync(Closed);
        Queues = await Control.ListQueuesAsync(Closed);
        Hosts = await Control.ListHostsAsync(Closed);
        MayPause = await Permissions.AllowsAsync(WorkflowAction.PauseEngine, user, cancellationToken: Closed);
        if (_areSchedulesStale)
        {
            // Before the read: a change that comes during it is not lost.
            _areSchedulesStale = false;
            try
            {
                Schedules = await AllSchedules.ListAsync(user, Closed);
            }
            catch
            {
                _areSchedulesStale = true;
                throw;
            }
        }

        // Their processes move on, so their statuses are read again.
        Runs =
            Schedules.Count == 0
                ? NoRuns
                : (await AllSchedules.ListRunsAsync(MaxRuns, user, Closed)).ToLookup(static run => run.ScheduleId);
        var entries = await Permissions.AllowsAsync(WorkflowAction.ReadAudit, user, cancellationToken: Closed)
            ? await ReadEntriesAsync(user)
            : null;
        (Entries, _entriesTotal) = (entries?.Items, entries?.Total ?? 0);
        Names = await Directory.ReadNamesAsync((Entries ?? []).Select(static entry => entry.SubscriptionId), user, Closed);
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        (Status, Workers, Queues, Hosts, Schedules, Runs, Entries, Names) = (null, null, [], [], [], NoRuns, null, SubscriptionNames.None);
        (_areSchedulesStale, _entriesSkipped, _entriesTotal) = (true, 0, 0);
    }

    private Task ShowEntriesAsync(int skip) => ShowAsync(() => _entriesSkipped = Math.Max(0, skip));

    private async Task<AuditPage> ReadEntriesAsync(Caller user)
    {
        var entries = await Audit.SearchAsync(new(_entriesSkipped, MaxEntries), user, Closed);
        if (entries.Items.Count > 0 || _entriesSkipped == 0)
        {
            return entries;
        }

        // Old entries were deleted: there are fewer parts now.
        _entriesSkipped = Math.Max(0, entries.Total - 1) / MaxEntries * MaxEntries;
        return await Audit.SearchAsync(new(_entriesSkipped, MaxEntries), user, Closed);
    }

    private Task PauseAsync()
    {
        var reason = _reason;
        Close();
        return RunActionAsync(user => Control.PauseAsync(user, reason));
    }

    private Task ResumeAsync() => RunActionAsync(user => Control.ResumeAsync(user));

    private void Close() => (_isDialogOpen, _reason) = (false, null);
}
