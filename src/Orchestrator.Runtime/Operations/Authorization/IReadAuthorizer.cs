using Orchestrator.Products;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Decides which customers' subscriptions and processes a user can see. The application registers its own implementation; without one,
/// every user can see everything. Data that a user cannot see is treated as absent: in lists and their totals, in details, in actions and
/// in events.
/// </summary>
public interface IReadAuthorizer
{
    /// <summary>Returns the visible customers. Called for every request, and once when a web socket is opened.</summary>
    /// <param name="user">
    /// The user who reads or changes something. For processes that are started later on the user's behalf, it is identified by <see
    /// cref="Caller.AuthenticatedName"/>, without a <see cref="Caller.Principal"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The customers that the user can see.</returns>
    ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default);
}
