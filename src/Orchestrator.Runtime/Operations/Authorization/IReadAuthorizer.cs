using Orchestrator.Products;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Says which customers' subscriptions and processes a user may see. The application registers its own; without one everyone sees all.
/// What a user does not see is as if it were not there: in lists and their totals, in details, in actions and in events.
/// </summary>
public interface IReadAuthorizer
{
    /// <summary>Decides. Asked at every request, and once when a web socket is opened.</summary>
    /// <param name="user">
    /// Who looks, or who wants to do something to it. What is started later on someone's behalf asks by <see
    /// cref="Caller.AuthenticatedName"/>, without a <see cref="Caller.Principal"/>.
    /// </param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>What the user may see.</returns>
    ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default);
}
