using Microsoft.Extensions.Options;
using Orchestrator.Forms;
using Orchestrator.Forms.Pages;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
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

    /// <summary>Whether a user may start no reconcile of a product's subscription now.</summary>
    internal async ValueTask<bool> RefusesAsync(string product, Guid subscriptionId, Caller user, CancellationToken cancellationToken) =>
        await IsClosedAsync(product, cancellationToken) && !await MayOverrideAsync(subscriptionId, user, cancellationToken);

    /// <summary>Whether it is outside of the windows of a product now, inside a transaction that holds the row of the product.</summary>
    internal async ValueTask<bool> IsClosedAsync(OrchestratorDbContext database, string product, CancellationToken cancellationToken) =>
        IsClosed(product, (await DriftPolicyStore.FindAsync(database, product, cancellationToken))?.ReadWindows());

    /// <summary>Whether it is outside of the windows of a product now.</summary>
    internal async ValueTask<bool> IsClosedAsync(string product, CancellationToken cancellationToken) =>
        IsClosed(product, (await policies.FindAsync(product, cancellationToken))?.ReadWindows());

    private ValueTask<bool> MayOverrideAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken) =>
        authorization.GrantsAsync(user.AsksTo(WorkflowAction.OverrideWindow) with { SubscriptionId = subscriptionId }, cancellationToken);

    private bool IsClosed(string product, IReadOnlyList<MaintenanceWindowOptions>? set)
    {
        if (set?.Any(static window => MaintenanceWindowSettings.FindProblems("", window).Any()) == true)
        {
            // Written by a person, or by a host that knows another time zone. When it is open, no one can say here.
            return true;
        }

        var windows = set ?? (options.Value.MaintenanceWindows.TryGetValue(product, out var found) ? found : []);
        var now = time.GetUtcNow();
        var open = windows.Where(window => window.Includes(now)).ToArray();
        return open.Any(static window => window.Deny)
            || (windows.Any(static window => !window.Deny) && open.All(static window => window.Deny));
    }
}
