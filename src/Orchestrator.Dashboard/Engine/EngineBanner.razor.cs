using Microsoft.AspNetCore.Components;
using Orchestrator.Notifications;
using Orchestrator.Operations;

namespace Orchestrator.Dashboard.Engine;

/// <summary>Says on every page that the engine is paused, by whom and since when, and to those who may read the audit why.</summary>
public sealed partial class EngineBanner
{
    [Inject]
    internal IEngineControl Control { get; set; } = null!;

    private EngineStatus? Status { get; set; }

    private EnginePause? Pause { get; set; }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind is ChangeKind.EngineStatus || (change.Kind is ChangeKind.ProcessCounts && Status is { IsPaused: true });

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Status = await Control.GetStatusAsync(Closed);
        Pause = Status.IsPaused ? await Control.FindPauseAsync(user, Closed) : null;
    }
}
