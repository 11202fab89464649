using Orchestrator.Products;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Decides which customers' subscriptions and processes a user may see. The application registers its own implementation; without one,
/// everyone sees everything. Data that a user may not see is treated as absent: in lists and their totals, in details, in actions and in
/// events.
/// </summary>
public interface IReadAuthorizer
{
    /// <summary>Decides. Asked at every request, and once when a web socket is opened.</summary>
    /// <param name="user">
    /// The user who reads or changes something. For what is started later on someone's behalf it is identified by
    /// <see cref="Caller.AuthenticatedName"/>, without a <see cref="Caller.Principal"/>.
    /// </param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>The customers that the user may see.</returns>
    ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default);
}
