namespace Orchestrator.Operations;

/// <summary>Evaluates what a user can see, according to the application's <c>IReadAuthorizer</c>.</summary>
public interface IVisibility
{
    /// <summary>Returns whether a user can see the data of every customer.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>True if nothing is hidden from the user.</returns>
    ValueTask<bool> SeesEverythingAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>Returns whether a user can see a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>True if the user can see it.</returns>
    ValueTask<bool> SeesProcessAsync(Guid processId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Returns whether a user can see a subscription.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>True if the user can see it.</returns>
    ValueTask<bool> SeesSubscriptionAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default);
}
