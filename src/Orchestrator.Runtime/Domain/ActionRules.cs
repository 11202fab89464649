namespace Orchestrator.Domain;

/// <summary>Decides which workflows may run on a subscription. The same rules serve the action list and the start of a process.</summary>
internal static class ActionRules
{
    private static readonly SubscriptionLifecycle[] Never = [];
    private static readonly SubscriptionLifecycle[] WhenActive = [SubscriptionLifecycle.Active];
    private static readonly SubscriptionLifecycle[] WhenActiveOrProvisioning = [SubscriptionLifecycle.Active, SubscriptionLifecycle.Provisioning];

    internal static SubscriptionActions Decide(
        bool inSync,
        Guid? lockedBy,
        SubscriptionLifecycle status,
        IReadOnlyList<Relation> relations,
        IReadOnlyList<LinkedWorkflow> workflows)
    {
        var block = FindBlock(inSync, lockedBy, relations);
        return new(block, [.. workflows.Select(workflow => new SubscriptionAction(workflow.Name, workflow.Description, workflow.Target, Decide(workflow, block, status, relations)))]);
    }

    private static ActionBlock? FindBlock(bool inSync, Guid? lockedBy, IReadOnlyList<Relation> relations)
    {
        if (!inSync)
        {
            return new(ActionReason.NotInSync) { LockedBy = lockedBy };
        }

        var locked = relations.Where(static relation => !relation.InSync).Select(static relation => relation.Subscription).Distinct().ToArray();
        return locked.Length > 0 ? new(ActionReason.RelationsNotInSync) { LockedRelations = locked } : null;
    }

    private static ActionBlock? Decide(LinkedWorkflow workflow, ActionBlock? subscriptionBlock, SubscriptionLifecycle status, IReadOnlyList<Relation> relations)
    {
        // A task looks and reports, so it may run on a held subscription. A reconcile writes, and is not exempt.
        if (subscriptionBlock is not null && !workflow.IsTask)
        {
            return subscriptionBlock;
        }

        ActionBlock? block = null;
        var action = workflow.Target == Target.Terminate ? "terminated" : "modified";
        var usable = UsableWhen(workflow.Target);
        if (!usable.Contains(status))
        {
            block = new(ActionReason.InvalidStatus) { UsableWhen = usable, Status = status, Action = action };
        }

        var users = relations.Where(static relation => relation.Uses && relation.Status != SubscriptionLifecycle.Terminated).Select(static relation => relation.Subscription).ToArray();
        return workflow.Target == Target.Terminate && users.Length > 0
            ? (block ?? new(ActionReason.InUseByOthers)) with { Reason = ActionReason.InUseByOthers, UnterminatedInUseBy = users, Action = action }
            : block;
    }

    private static SubscriptionLifecycle[] UsableWhen(Target target) => target switch
    {
        Target.Create => Never,
        Target.Terminate => WhenActiveOrProvisioning,
        Target.Modify or Target.System or Target.Validate or Target.Reconcile => WhenActive,
        _ => throw new InvalidOperationException($"{target} is no target."),
    };
}

/// <summary>A workflow that is linked to a subscription's product.</summary>
internal sealed record LinkedWorkflow(string Name, string Description, Target Target, bool IsTask);

/// <summary>A subscription that uses another, or that another depends on.</summary>
/// <param name="Uses">True when it uses the subscription in question; false when that one depends on it.</param>
/// <param name="Subscription">The related subscription.</param>
/// <param name="Status">Its lifecycle.</param>
/// <param name="InSync">Whether it is in sync.</param>
internal sealed record Relation(bool Uses, RelatedSubscription Subscription, SubscriptionLifecycle Status, bool InSync);
