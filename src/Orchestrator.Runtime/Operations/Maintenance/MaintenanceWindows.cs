using Microsoft.Extensions.Options;
using Orchestrator.Forms;
using Orchestrator.Forms.Pages;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Operations;

/// <summary>
/// When reconciles of a product may be started, and who may start one at another time. The windows that an operator has set replace those
/// of the settings.
/// </summary>
internal sealed class MaintenanceWindows(
    DriftPolicyStore policies,
    AuthorizationService authorization,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
)
{
    private const int MaxChanges = 1_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    /// <summary>Refuses a reconcile outside of the windows of its product, unless the user may start it at any time.</summary>
    /// <exception cref="FormInvalidException">It is refused.</exception>
    internal async ValueTask DemandAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken)
    {
        // Whether there is such a subscription, its form finds out.
        if (
            await policies.FindWindowsAsync(subscriptionId, cancellationToken) is { } found
            && IsClosed(found.Product, found.Windows)
            && !await MayOverrideAsync(subscriptionId, user, cancellationToken)
        )
        {
            throw SubscriptionPage.RefuseOutsideWindow(subscriptionId);
        }
    }

    /// <summary>Says whether the windows of a product are open, and until when; null if it has none.</summary>
    internal async ValueTask<MaintenanceWindowState?> FindStateAsync(string product, CancellationToken cancellationToken)
    {
        var set = (await policies.FindAsync(product, cancellationToken))?.ReadWindows();
        if (!CanBeEvaluated(set))
        {
            return new(IsOpen: false, Until: null);
        }

        var (windows, now) = (Of(product, set), time.GetUtcNow());
        return windows.Count == 0 ? null : new(!IsClosed(windows, now), FindChange(windows, now));
    }

    /// <summary>When open windows close, or closed ones open; null for never, or for not within the next thousand changes.</summary>
    private static DateTimeOffset? FindChange(IReadOnlyList<MaintenanceWindowOptions> windows, DateTimeOffset now)
    {
        var isClosed = IsClosed(windows, now);
        var at = now;
        for (var looked = 0; looked < MaxChanges && windows.Min(window => window.NextChange(at)) is { } next; looked++)
        {
            if (IsClosed(windows, next) != isClosed)
            {
                return next;
            }

            at = next;
        }

        return null;
    }

    /// <summary>Whether it is outside of the windows of a product now, inside a transaction that holds the row of the product.</summary>
    internal async ValueTask<bool> IsClosedAsync(OrchestratorDbContext database, string product, CancellationToken cancellationToken) =>
        IsClosed(product, (await DriftPolicyStore.FindAsync(database, product, cancellationToken))?.ReadWindows());

    /// <summary>Whether it is outside of the windows of a product now.</summary>
    internal async ValueTask<bool> IsClosedAsync(string product, CancellationToken cancellationToken) =>
        IsClosed(product, (await policies.FindAsync(product, cancellationToken))?.ReadWindows());

    /// <summary>Whether a user may start reconciles of a subscription at any time.</summary>
    internal ValueTask<bool> MayOverrideAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken) =>
        authorization.GrantsAsync(user.AsksTo(WorkflowAction.OverrideWindow) with { SubscriptionId = subscriptionId }, cancellationToken);

    /// <summary>Says which windows hold.</summary>
    /// <param name="product">The product's name.</param>
    /// <param name="set">Those that an operator has set; null for none.</param>
    internal IReadOnlyList<MaintenanceWindowOptions> Of(string product, IReadOnlyList<MaintenanceWindowOptions>? set) =>
        set ?? (options.Value.MaintenanceWindows.TryGetValue(product, out var windows) ? windows : []);

    /// <summary>
    /// Says when the windows of a product open; null for now. At most an hour from now: a host with other settings may have other windows.
    /// </summary>
    internal async ValueTask<DateTimeOffset?> FindOpeningAsync(string product, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var set = (await policies.FindAsync(product, cancellationToken))?.ReadWindows();
        if (!IsClosed(product, set, now))
        {
            return null;
        }

        var last = now + MaxWait;
        if (!CanBeEvaluated(set))
        {
            return last;
        }

        var windows = Of(product, set);
        for (var at = now; windows.Min(window => window.NextOpening(at)) is { } next && next < last; at = next)
        {
            if (!IsClosed(windows, next))
            {
                return next;
            }
        }

        return last;
    }

    private bool IsClosed(string product, IReadOnlyList<MaintenanceWindowOptions>? set) => IsClosed(product, set, time.GetUtcNow());

    private bool IsClosed(string product, IReadOnlyList<MaintenanceWindowOptions>? set, DateTimeOffset at) =>
        !CanBeEvaluated(set) || IsClosed(Of(product, set), at);

    /// <summary>
    /// False for windows that were written by a person, or by a host that knows another time zone. When it is open, no one can say here.
    /// </summary>
    private static bool CanBeEvaluated(IReadOnlyList<MaintenanceWindowOptions>? set) =>
        set is null || !set.Any(static window => MaintenanceWindowSettings.FindProblems(window).Any());

    private static bool IsClosed(IReadOnlyList<MaintenanceWindowOptions> windows, DateTimeOffset at)
    {
        var open = windows.Where(window => window.Includes(at)).ToArray();
        return open.Any(static window => window.Deny)
            || (windows.Any(static window => !window.Deny) && open.All(static window => window.Deny));
    }
}
