using Orchestrator.ExternalResources;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Drift;

namespace Orchestrator.Drift;

/// <inheritdoc cref="IAcceptedDeviations"/>
internal sealed class DeviationService(
    DriftChecks checks,
    AcceptedDeviationStore store,
    AuthorizationService authorization,
    ReadAuthorization reads,
    ChangePublisher changes,
    TimeProvider time
) : IAcceptedDeviations
{
    public async Task<SubscriptionDrift> AcceptAsync(
        Guid subscriptionId,
        DeviationToAccept deviation,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(deviation);
        await DemandAsync(subscriptionId, user, cancellationToken);
        var accepted = Read(deviation, user);
        var drift = await checks.CheckAsync(subscriptionId, cancellationToken);
        var (resource, difference) = Find(drift, deviation);
        if (!resource.Comparison!.CanKeep(difference))
        {
            throw new InvalidRequestException(
                "deviation_not_acceptable",
                difference.HasFixedPlace
                    ? $"'{deviation.Path}' of {resource.Name} cannot be accepted: its state cannot be written with this value alone "
                        + "changed."
                    : $"'{deviation.Path}' of {resource.Name} cannot be accepted: the elements of its list have no key. Mark the list "
                        + "with [ElementKey]."
            );
        }

        await store.AcceptAsync(drift, resource, difference, accepted, user, cancellationToken);
        return await ChangedAsync(subscriptionId, user, cancellationToken);
    }

    public async Task<SubscriptionDrift> WithdrawAsync(
        Guid subscriptionId,
        string resource,
        string path,
        string? reason,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        await DemandAsync(subscriptionId, user, cancellationToken);
        return await store.WithdrawAsync(subscriptionId, resource, path, reason, user, cancellationToken)
            ? await ChangedAsync(subscriptionId, user, cancellationToken)
            : throw new NotFoundException(
                "accepted_deviation_not_found",
                $"No difference at '{path}' of {resource} of subscription {subscriptionId} is accepted."
            );
    }

    private async Task DemandAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken)
    {
        await authorization.DemandAsync(
            user.AsksTo(WorkflowAction.AcceptDrift) with
            {
                SubscriptionId = subscriptionId,
            },
            cancellationToken
        );
        if (!await reads.SeesSubscriptionAsync(subscriptionId, user, cancellationToken))
        {
            throw SubscriptionErrors.NotFound(subscriptionId);
        }
    }

    private AcceptedDeviation Read(DeviationToAccept deviation, Caller user)
    {
        if (string.IsNullOrWhiteSpace(deviation.Reason) || deviation.Reason.Length > Limits.MaxNoteLength)
        {
            throw new InvalidRequestException(
                "deviation_reason_invalid",
                $"Give a reason of 1 to {Limits.MaxNoteLength} characters why the difference may stay."
            );
        }

        // As exact as a database stores it.
        var until = deviation.Until is { } exact
            ? exact - TimeSpan.FromTicks(exact.Ticks % TimeSpan.TicksPerMicrosecond)
            : (DateTimeOffset?)null;
        return until <= time.GetUtcNow()
            ? throw new InvalidRequestException("deviation_until_past", "'until' is not in the future. Give a later time, or none.")
            : new(user.AuthenticatedName, deviation.Reason, until?.ToUniversalTime());
    }

    private static (ResourceDrift Resource, FoundDifference Difference) Find(SubscriptionDrift drift, DeviationToAccept deviation)
    {
        var named = drift.Resources.Where(resource => resource.Name == deviation.Resource).ToArray();
        foreach (var resource in named)
        {
            if (resource.Comparison?.Found.FirstOrDefault(found => found.Shown.Path == deviation.Path) is { } difference)
            {
                return (resource, difference);
            }
        }

        if (Array.Find(named, static resource => resource.Status == DriftStatus.Unknown) is { } unknown)
        {
            throw new ConflictException(
                "resource_not_compared",
                $"{deviation.Resource} of subscription {drift.SubscriptionId} could not be compared, so none of its differences can "
                    + $"be accepted now: {unknown.Error}"
            );
        }

        throw new NotFoundException(
            "difference_not_found",
            named.Length == 0
                ? $"Subscription {drift.SubscriptionId} has no external resource '{deviation.Resource}'. "
                    + NameSuggestion.Suggest(deviation.Resource, drift.Resources.Select(static resource => resource.Name), "Resources")
                : $"{deviation.Resource} of subscription {drift.SubscriptionId} has no difference at '{deviation.Path}'. "
                    + NameSuggestion.Suggest(deviation.Path, PathsOf(named), "Differences")
        );
    }

    private static IEnumerable<string> PathsOf(IEnumerable<ResourceDrift> resources) =>
        resources.SelectMany(static resource => resource.Comparison?.Found ?? []).Select(static found => found.Shown.Path);

    private async Task<SubscriptionDrift> ChangedAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken)
    {
        changes.Publish(ChangeKind.Drift, subscriptionId);
        return await checks.GetAsync(subscriptionId, user, cancellationToken);
    }
}
