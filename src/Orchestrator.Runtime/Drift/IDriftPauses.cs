namespace Orchestrator.Drift;

/// <summary>
/// Pauses of products and subscriptions. Bulk reconciles skip paused subscriptions, and the refusal contains who paused them and why. A
/// reconcile that a user starts for one subscription is not rejected.
/// </summary>
public interface IDriftPauses
{
    /// <summary>Lists the pauses that have not ended, newest first.</summary>
    /// <param name="skip">The number of entries to skip.</param>
    /// <param name="take">The maximum number of entries to return, at most the setting <c>MaxPageSize</c>.</param>
    /// <param name="user">The caller; pauses of subscriptions that this user cannot see are omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The requested part, and the total number.</returns>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    Task<DriftPausePage> ListAsync(int skip, int take, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Pauses a product or a subscription. An existing pause is replaced.</summary>
    /// <param name="target">What is paused.</param>
    /// <param name="reason">The reason, for other users.</param>
    /// <param name="until">The time at which the pause ends; null if it lasts until a person ends it.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The reason is missing or too long, or the end is not in the future.</exception>
    /// <exception cref="NotFoundException">The product or subscription does not exist.</exception>
    Task PauseAsync(
        DriftPauseTarget target,
        string reason,
        DateTimeOffset? until,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Ends a pause.</summary>
    /// <param name="target">What is paused.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="NotFoundException">It is not paused, or the product or subscription does not exist.</exception>
    Task EndAsync(DriftPauseTarget target, Caller user, CancellationToken cancellationToken = default);
}
