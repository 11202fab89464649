namespace Orchestrator.Drift;

/// <summary>
/// Accepts differences between subscriptions and external systems. An accepted difference does not count as drift, and no apply corrects
/// it, as long as the desired and the actual value are those that were accepted.
/// </summary>
public interface IAcceptedDeviations
{
    /// <summary>Checks a subscription now, and accepts one of the differences that are found.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="deviation">Which difference, and why it may stay.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The subscription's drift, in which the difference no longer counts.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist, or no such difference.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="ConflictException">The subscription cannot be checked now; see <see cref="IDriftChecks.CheckAsync"/>. Or its
    /// resource could not be compared, or another check has found something since.</exception>
    /// <exception cref="InvalidRequestException">The difference cannot be left alone, or its time is over already.</exception>
    Task<SubscriptionDrift> AcceptAsync(
        Guid subscriptionId,
        DeviationToAccept deviation,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Withdraws an acceptance: the difference counts as drift again.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="resource">The name of the resource.</param>
    /// <param name="path">Where the difference is.</param>
    /// <param name="reason">Why, for the audit; null for no reason.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The subscription's drift.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist, or no difference is accepted there.</exception>
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
/// <param name="Path">Where the difference is, as a check shows it.</param>
/// <param name="Reason">Why it may stay.</param>
public sealed record DeviationToAccept(string Resource, string Path, string Reason)
{
    /// <summary>When the acceptance ends; null for when a value changes or a person withdraws it.</summary>
    public DateTimeOffset? Until { get; init; }
}
