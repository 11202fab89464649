using Microsoft.AspNetCore.Components;
using Orchestrator.BulkChecks;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>A bulk check: a dry run of a bulk reconcile, with its progress and what it has found.</summary>
public sealed partial class BulkCheckPage : LiveComponent
{
    private const int MaxShown = 100;

    /// <summary>The task.</summary>
    [Parameter]
    public Guid ProcessId { get; set; }

    [Inject]
    internal IBulkChecks Checks { get; set; } = null!;

    private BulkCheck? Check { get; set; }

    /// <inheritdoc/>
    protected override object? Subject => ProcessId;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) =>
        change is { Kind: ChangeKind.Process } && change.Id == ProcessId || change is { Kind: ChangeKind.Drift };

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user) => Check = await Checks.GetAsync(ProcessId, user, Closed);

    /// <inheritdoc/>
    protected override void Clear() => Check = null;
}
