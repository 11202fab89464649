using Orchestrator.Products;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>Asks the application's read authorizers what a user sees. What one of them hides is hidden.</summary>
internal sealed class ReadAuthorization(IEnumerable<IReadAuthorizer> authorizers, VisibilityReader visibility) : IVisibility
{
    /// <summary>What a user sees; null for everything.</summary>
    internal async ValueTask<ReadScope?> FindScopeAsync(Caller? user, CancellationToken cancellationToken)
    {
        // The code that declares a schedule is the application's own, and so is what asks for no one.
        if (user is null or { IsRecorded: true, AuthenticatedName: Assignee.System })
        {
            return null;
        }

        var scope = CustomerScope.All;
        foreach (var authorizer in authorizers)
        {
            scope = scope.And(await authorizer.GetScopeAsync(user, cancellationToken));
        }

        return scope.Customers is { } customers ? new(customers, user.AuthenticatedName) : null;
    }

    public async ValueTask<bool> SeesEverythingAsync(Caller user, CancellationToken cancellationToken = default) =>
        await FindScopeAsync(user, cancellationToken) is null;

    public async ValueTask<bool> SeesProcessAsync(Guid processId, Caller user, CancellationToken cancellationToken = default) =>
        await FindScopeAsync(user, cancellationToken) is not { } scope
        || await visibility.SeesProcessAsync(scope, processId, cancellationToken);

    public async ValueTask<bool> SeesSubscriptionAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default) =>
        await FindScopeAsync(user, cancellationToken) is not { } scope
        || await visibility.SeesSubscriptionAsync(scope, subscriptionId, cancellationToken);
}
