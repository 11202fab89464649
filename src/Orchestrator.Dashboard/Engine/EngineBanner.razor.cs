using Microsoft.AspNetCore.Components;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Engine;

/// <summary>Says on every page that the engine is paused, by whom and since when, and to those who may read the audit why.</summary>
public sealed partial class EngineBanner
{
    [Inject]
    internal IEngineControl Control { get; set; } = null!;

    [Inject]
    internal IAudit Audit { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    private EngineStatus? Status { get; set; }

    private AuditEntry? Paused { get; set; }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind is ChangeKind.EngineStatus || (change.Kind is ChangeKind.ProcessCounts && Status is { IsPaused: true });

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Status = await Control.GetStatusAsync(Closed);
        Paused =
            Status.IsPaused && await Permissions.AllowsAsync(WorkflowAction.ReadAudit, user, cancellationToken: Closed)
                ? await FindLastPauseAsync(user)
                : null;
    }

    private async Task<AuditEntry?> FindLastPauseAsync(Caller user)
    {
        var search = new AuditSearch(Skip: 0, Take: 1) { Action = WireName.Of(AuditAction.PauseEngine) };
        return (await Audit.SearchAsync(search, user, Closed)).Items is [var last, ..] ? last : null;
    }
}
