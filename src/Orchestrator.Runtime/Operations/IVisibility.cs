namespace Orchestrator.Operations;

/// <summary>Says what a user sees, as the application's <c>IReadAuthorizer</c> has it.</summary>
public interface IVisibility
{
    /// <summary>Whether a user sees what belongs to every customer.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>Whether nothing is hidden from them.</returns>
    ValueTask<bool> SeesEverythingAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>Whether a user sees a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>Whether the user may see it.</returns>
    ValueTask<bool> SeesProcessAsync(Guid processId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Whether a user sees a subscription.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>Whether the user may see it.</returns>
    ValueTask<bool> SeesSubscriptionAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default);
}
