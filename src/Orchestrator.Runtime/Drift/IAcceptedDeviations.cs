namespace Orchestrator.Drift;

/// <summary>
/// Accepts differences between subscriptions and external systems. An accepted difference does not count as drift, and no apply corrects
/// it, while the desired and the actual value are those that were accepted.
/// </summary>
public interface IAcceptedDeviations
{
    /// <summary>Checks a subscription, and accepts one of the differences that are found.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="deviation">The difference, and the reason for accepting it.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The drift of the subscription, in which the difference no longer counts.</returns>
    /// <exception cref="NotFoundException">The subscription or the difference does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="ConflictException">
    /// The subscription cannot be checked now; see <see cref="IDriftChecks.CheckAsync"/>. Or its resource could not be compared, or the
    /// result of another check was stored in the meantime.
    /// </exception>
    /// <exception cref="InvalidRequestException">
    /// The difference cannot be accepted, or the end of the acceptance is in the past.
    /// </exception>
    Task<SubscriptionDrift> AcceptAsync(
        Guid subscriptionId,
        DeviationToAccept deviation,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Withdraws an acceptance, so that the difference counts as drift again.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="resource">The name of the resource.</param>
    /// <param name="path">The path of the difference.</param>
    /// <param name="reason">The reason, for the audit log; null for none.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The subscription's drift.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist, or no difference is accepted at this path.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task<SubscriptionDrift> WithdrawAsync(
        Guid subscriptionId,
        string resource,
        string path,
        string? reason,
        Caller user,
        CancellationToken cancellationToken = default
    );
}

/// <summary>A difference that is to be accepted.</summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="Path">The path of the difference, as a check returns it.</param>
/// <param name="Reason">The reason for accepting it.</param>
public sealed record DeviationToAccept(string Resource, string Path, string Reason)
{
    /// <summary>The time at which the acceptance ends; null if it ends when a value changes or a person withdraws it.</summary>
    public DateTimeOffset? Until { get; init; }
}
