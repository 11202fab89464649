namespace Orchestrator.Drift;

/// <summary>
/// Pauses of products and subscriptions. No bulk reconcile touches what is paused, and each refusal says who has paused it and why. A
/// reconcile that a person starts for one subscription is not refused.
/// </summary>
public interface IDriftPauses
{
    /// <summary>Lists the pauses that have not ended, the newest first.</summary>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many to return at most; the setting <c>MaxPageSize</c> bounds it.</param>
    /// <param name="user">The caller; pauses of subscriptions that this user may not see are left out. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>That part, and how many there are in all.</returns>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    Task<DriftPausePage> ListAsync(int skip, int take, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Pauses a product or a subscription. A pause that it has already is replaced.</summary>
    /// <param name="target">What is paused.</param>
    /// <param name="reason">Why, for those who find it paused.</param>
    /// <param name="until">When the pause ends; null for when a person ends it.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is stored.</returns>
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
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is stored.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="NotFoundException">It is not paused, or the product or subscription does not exist.</exception>
    Task EndAsync(DriftPauseTarget target, Caller user, CancellationToken cancellationToken = default);
}
