using Microsoft.Extensions.Options;
using Orchestrator.Forms;
using Orchestrator.Forms.Pages;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Operations;

/// <summary>When reconciles of a product may be started, and who may start one at another time.</summary>
internal sealed class MaintenanceWindows(
    SubscriptionSummaryReader subscriptions,
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
            options.Value.MaintenanceWindows.Count > 0
            && await subscriptions.GetAsync([subscriptionId], cancellationToken) is [var found]
            && await RefusesAsync(found.Product.Name, subscriptionId, user, cancellationToken)
        )
        {
            throw SubscriptionPage.RefuseOutsideWindow(subscriptionId);
        }
    }

    /// <summary>Whether a user may start no reconcile of a product's subscription now.</summary>
    internal async ValueTask<bool> RefusesAsync(string product, Guid subscriptionId, Caller user, CancellationToken cancellationToken) =>
        IsClosed(product)
        && !await authorization.GrantsAsync(
            user.AsksTo(WorkflowAction.OverrideWindow) with
            {
                SubscriptionId = subscriptionId,
            },
            cancellationToken
        );

    private bool IsClosed(string product)
    {
        if (!options.Value.MaintenanceWindows.TryGetValue(product, out var windows))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var open = windows.Where(window => window.Includes(now)).ToArray();
        return open.Any(static window => window.Deny)
            || (windows.Any(static window => !window.Deny) && open.All(static window => window.Deny));
    }
}
