using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Session;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>The differences of one external resource, which a user may accept with a reason and an end.</summary>
public sealed partial class DeviationPanel
{
    private const int MaxReason = Limits.MaxNoteLength;

    private Difference? _accepting;
    private Difference? _withdrawing;
    private string? _reason;
    private string? _until;

    /// <summary>The subscription.</summary>
    [Parameter, EditorRequired]
    public Guid SubscriptionId { get; set; }

    /// <summary>The result of the last check of the resource.</summary>
    [Parameter, EditorRequired]
    public ResourceDrift Resource { get; set; } = null!;

    [Inject]
    internal IAcceptedDeviations Deviations { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal UserClock Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override object? Subject => SubscriptionId;

    private bool MayAccept { get; set; }

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => false;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user) =>
        MayAccept = await Permissions.AllowsAsync(WorkflowAction.AcceptDrift, user, SubscriptionId, Closed);

    /// <inheritdoc/>
    protected override void Clear()
    {
        MayAccept = false;
        Close();
    }

    private Task AcceptAsync()
    {
        var deviation = new DeviationToAccept(Resource.Name, _accepting!.Path, _reason!)
        {
            Until = DateOnly.TryParseExact(_until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? Clock.EndOf(day)
                : null,
        };
        Close();
        return RunActionAsync(user => Deviations.AcceptAsync(SubscriptionId, deviation, user));
    }

    private Task WithdrawAsync()
    {
        var (path, reason) = (_withdrawing!.Path, _reason);
        Close();
        return RunActionAsync(user => Deviations.WithdrawAsync(SubscriptionId, Resource.Name, path, reason, user));
    }

    private void Close() => (_accepting, _withdrawing, _reason, _until) = (null, null, null, null);
}
