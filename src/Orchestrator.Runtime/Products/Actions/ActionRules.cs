using Orchestrator.Options;

namespace Orchestrator.Products.Actions;

/// <summary>Decides which workflows may run on a subscription. The same rules serve the action list and the start of a process.</summary>
/// <param name="usableWhileOutOfSync">The workflows that no lock stops.</param>
/// <param name="usableStatuses">The lifecycles of workflows that do not have those of their target.</param>
/// <param name="blockedByUsers">Whether users block a workflow that differs from its target.</param>
internal sealed class ActionRules(
    ISet<string> usableWhileOutOfSync,
    IDictionary<string, SubscriptionLifecycle[]> usableStatuses,
    IDictionary<string, bool> blockedByUsers
)
{
    private static readonly SubscriptionLifecycle[] Never = [];
    private static readonly SubscriptionLifecycle[] WhenActive = [SubscriptionLifecycle.Active];
    private static readonly SubscriptionLifecycle[] WhenActiveOrProvisioning =
    [
        SubscriptionLifecycle.Active,
        SubscriptionLifecycle.Provisioning,
    ];

    /// <summary>The rules as the settings say.</summary>
    internal static ActionRules Of(OrchestratorOptions options) =>
        new(options.UsableWhileOutOfSync, options.UsableStatuses, options.BlockedByUsers);

    internal SubscriptionActions Decide(ActionFacts facts) =>
        Decide(facts.InSync, facts.Holder, facts.Status, facts.Relations, facts.Workflows);

    internal SubscriptionActions Decide(
        bool inSync,
        LockHolder? holder,
        SubscriptionLifecycle? status,
        IReadOnlyList<Relation> relations,
        IReadOnlyList<LinkedWorkflow> workflows
    )
    {
        var block = FindBlock(inSync, holder, relations);
        return new(
            block,
            [
                .. workflows.Select(workflow =>
                    workflow.Target is { } target
                        ? new SubscriptionAction(
                            workflow.Name,
                            workflow.Description,
                            target,
                            Decide(workflow, target, block, status, relations)
                        )
                        : new SubscriptionAction(workflow.Name, workflow.Description, Target.System, new(ActionReason.WorkflowUnreadable))
                ),
            ]
        );
    }

    private static ActionBlock? FindBlock(bool inSync, LockHolder? holder, IReadOnlyList<Relation> relations)
    {
        if (!inSync)
        {
            return new(ActionReason.NotInSync) { LockedBy = holder?.ProcessId, LockedByStatus = holder?.Status };
        }

        var locked = relations
            .Where(static relation => !relation.InSync)
            .Select(static relation => relation.Subscription)
            .Distinct()
            .ToArray();
        return locked.Length > 0 ? new(ActionReason.RelationsNotInSync) { LockedRelations = locked } : null;
    }

    private ActionBlock? Decide(
        LinkedWorkflow workflow,
        Target target,
        ActionBlock? subscriptionBlock,
        SubscriptionLifecycle? status,
        IReadOnlyList<Relation> relations
    )
    {
        if (subscriptionBlock is not null && !IsExempt(workflow))
        {
            return subscriptionBlock;
        }

        ActionBlock? block = null;
        var action = target == Target.Terminate ? "terminated" : "modified";
        var usable = usableStatuses.TryGetValue(workflow.Name, out var own) ? own : UsableWhen(target);
        if (status is not { } known || !usable.Contains(known))
        {
            block = new(ActionReason.InvalidStatus)
            {
                UsableWhen = usable,
                Status = status,
                Action = action,
            };
        }

        var users = relations
            .Where(static relation => relation.Uses && relation.Status != SubscriptionLifecycle.Terminated)
            .Select(static relation => relation.Subscription)
            .ToArray();
        var blocked = blockedByUsers.TryGetValue(workflow.Name, out var differs) ? differs : target == Target.Terminate;
        return blocked && users.Length > 0
            ? (block ?? new(ActionReason.InUseByOthers)) with
            {
                Reason = ActionReason.InUseByOthers,
                UnterminatedInUseBy = users,
                Action = action,
            }
            : block;
    }

    /// <summary>
    /// A task looks and reports, so it may run on a held subscription. A reconcile writes, and is never exempt, whatever the settings of
    /// another host say.
    /// </summary>
    private bool IsExempt(LinkedWorkflow workflow) =>
        workflow.Target != Target.Reconcile && (workflow.IsTask || usableWhileOutOfSync.Contains(workflow.Name));

    private static SubscriptionLifecycle[] UsableWhen(Target target) =>
        target switch
        {
            Target.Create => Never,
            Target.Terminate => WhenActiveOrProvisioning,
            Target.Modify or Target.System or Target.Validate or Target.Reconcile => WhenActive,
            _ => throw new InvalidOperationException($"{target} is not a target."),
        };
}

/// <summary>A workflow that is linked to a subscription's product.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">The description shown in menus.</param>
/// <param name="Target">What it does; null when its row says something else.</param>
/// <param name="IsTask">Whether it is a task.</param>
internal sealed record LinkedWorkflow(string Name, string Description, Target? Target, bool IsTask);

/// <summary>A subscription that uses another, or that another depends on.</summary>
/// <param name="Uses">True when it uses the subscription in question; false when that one depends on it.</param>
/// <param name="Subscription">The related subscription.</param>
/// <param name="Status">Its lifecycle.</param>
/// <param name="InSync">Whether it is in sync.</param>
internal sealed record Relation(bool Uses, RelatedSubscription Subscription, SubscriptionLifecycle Status, bool InSync);
