using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Drift;

/// <inheritdoc cref="IDriftPauses"/>
internal sealed class DriftPauses(
    DriftPauseStore store,
    AuthorizationService authorization,
    ReadAuthorization reads,
    ChangePublisher changes,
    WorkflowCatalog catalog,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
) : IDriftPauses
{
    public async Task<DriftPausePage> ListAsync(int skip, int take, Caller? user = null, CancellationToken cancellationToken = default)
    {
        PageBounds.Check(skip, take, options.Value.MaxPageSize);
        return await store.ListAsync(skip, take, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public async Task PauseAsync(
        DriftPauseTarget target,
        string reason,
        DateTimeOffset? until,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        await DemandAsync(target, user, cancellationToken);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Limits.MaxNoteLength)
        {
            throw new InvalidRequestException(
                "drift_pause_reason_invalid",
                $"A pause has a reason of 1 to {Limits.MaxNoteLength} characters, for those who find it paused."
            );
        }

        var now = time.GetUtcNow();
        if (until <= now)
        {
            throw new InvalidRequestException("drift_pause_ended", "The pause would end before it begins. Give a time in the future.");
        }

        changes.Publish(
            ChangeKind.Drift,
            await store.SetAsync(new(target, reason, user.Name, now, until), user, cancellationToken) ?? throw NotFound(target)
        );
    }

    public async Task EndAsync(DriftPauseTarget target, Caller user, CancellationToken cancellationToken = default)
    {
        await DemandAsync(target, user, cancellationToken);
        changes.Publish(
            ChangeKind.Drift,
            await store.EndAsync(target, user, cancellationToken)
                ?? throw new NotFoundException("drift_pause_not_found", $"{target} is not paused.")
        );
    }

    private async Task DemandAsync(DriftPauseTarget target, Caller user, CancellationToken cancellationToken)
    {
        await authorization.DemandAsync(
            user.AsksTo(WorkflowAction.ManageDrift) with
            {
                SubscriptionId = target.SubscriptionId,
            },
            cancellationToken
        );
        if (target.SubscriptionId is { } subscription && !await reads.SeesSubscriptionAsync(subscription, user, cancellationToken))
        {
            throw NotFound(target);
        }
    }

    private NotFoundException NotFound(DriftPauseTarget target) =>
        target.SubscriptionId is { } subscription
            ? SubscriptionErrors.NotFound(subscription)
            : new("product_not_found", catalog.DescribeUnknownProduct(target.Product ?? ""));
}
