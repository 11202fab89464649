using Orchestrator.Dashboard.Shared;
using Orchestrator.Drift;
using Orchestrator.Products.Actions;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>Why a reconcile cannot be started now, with where to look.</summary>
/// <param name="Reason">The reason, for a person.</param>
/// <param name="Links">The pages of what is in the way.</param>
internal sealed record ReconcileBlock(string Reason, IReadOnlyList<PageLink> Links)
{
    /// <summary>So many subscriptions that are in the way have links; of the others, their number.</summary>
    private const int MaxLinked = 5;

    /// <summary>The engine is paused, so nothing can be started.</summary>
    internal static ReconcileBlock EngineIsPaused { get; } = new("The engine is paused.", [new("engine", "engine")]);

    /// <summary>The user may not start the workflow.</summary>
    internal static ReconcileBlock NotAllowed { get; } = new($"{ActionReason.Describe(ActionReason.InsufficientPermissions)}.", []);

    /// <summary>The subscription cannot be read, so there is nothing to compare with.</summary>
    internal static ReconcileBlock Unreadable { get; } = new("The subscription cannot be read. Correct its row first.", []);

    /// <summary>Says why an action on a subscription is blocked.</summary>
    internal static ReconcileBlock Of(ActionBlock block, Guid subscriptionId)
    {
        List<PageLink> links = [];
        if (block.LockedBy is { } process)
        {
            links.Add(PageLink.ToProcess(process));
        }

        RelatedSubscription[] inTheWay = [.. RelatedTo(block)];
        foreach (var related in inTheWay.Take(MaxLinked))
        {
            links.Add(new($"subscriptions/{related.SubscriptionId}", related.Description));
            if (related.LockedBy is { } holder)
            {
                links.Add(PageLink.ToProcess(holder));
            }
        }

        if (inTheWay.Length > MaxLinked)
        {
            links.Add(new($"subscriptions/{subscriptionId}#relations", $"{inTheWay.Length - MaxLinked} more among its relations"));
        }

        return new($"{Display.Refusal(ActionReason.Describe(block, subscriptionId))}.", links);
    }

    /// <summary>The subscriptions that are in the way.</summary>
    internal static IEnumerable<RelatedSubscription> RelatedTo(ActionBlock block) =>
        (block.LockedRelations ?? []).Concat(block.UnterminatedInUseBy ?? []);

    /// <summary>Says why a plan cannot be followed; null when it can.</summary>
    internal static ReconcileBlock? Of(ReconcilePlan plan) =>
        plan.Reason switch
        {
            null => null,
            ReconcilePlan.Incomplete => new("A step could not be planned; the step says why. Check again once that is corrected.", []),
            var reason => new($"{ActionReason.Describe(reason)}.", []),
        };
}

/// <summary>A page to look at.</summary>
/// <param name="Address">Its address, below the path of the dashboard.</param>
/// <param name="Text">What it shows.</param>
internal sealed record PageLink(string Address, string Text)
{
    internal static PageLink ToProcess(Guid processId) => new($"processes/{processId}", $"process {processId}");
}
