using Orchestrator.Api.Drift;
using Orchestrator.Products.Actions;

namespace Orchestrator.Api.Subscriptions;

/// <summary>Turns what may be done with a subscription into the shapes of the wire.</summary>
internal static class ActionMapping
{
    internal static ActionListDto ToDto(this SubscriptionActions actions)
    {
        IReadOnlyList<ActionDto> Of(Target target) => [.. actions.Items.Where(item => item.Target == target).Select(ToDto)];
        var block = actions.Block;
        return new(
            Of(Target.Create),
            Of(Target.Modify),
            Of(Target.Terminate),
            Of(Target.System),
            Of(Target.Reconcile),
            Of(Target.Validate),
            block?.Reason,
            Ids(block?.LockedRelations),
            Details(block?.LockedRelations),
            block?.LockedBy,
            actions.Pauses is [] ? null : actions.Pauses.ToDtos()
        );
    }

    private static ActionDto ToDto(SubscriptionAction item) =>
        new(
            item.Name,
            item.Description,
            item.Block?.Reason,
            item.Block?.UsableWhen?.Select(static status => WireName.Of(status)).ToArray(),
            item.Block?.Status is { } status ? WireName.Of(status) : null,
            item.Block?.Action,
            Ids(item.Block?.LockedRelations),
            Details(item.Block?.LockedRelations),
            Ids(item.Block?.UnterminatedInUseBy),
            Details(item.Block?.UnterminatedInUseBy),
            item.Block?.LockedBy
        );

    private static Guid[]? Ids(IReadOnlyList<RelatedSubscription>? related) =>
        related?.Select(static subscription => subscription.SubscriptionId).ToArray();

    private static RelatedDto[]? Details(IReadOnlyList<RelatedSubscription>? related) =>
        related
            ?.Select(static subscription => new RelatedDto(subscription.SubscriptionId, subscription.Description, subscription.LockedBy))
            .ToArray();
}
