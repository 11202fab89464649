using System.Globalization;
using Orchestrator.Products.Actions;

namespace Orchestrator.Tests.Products;

public sealed class ActionRulesTests
{
    private const string LeftSo =
        "has left it so. Verify its external systems, and set it in sync with PUT /api/subscriptions/{0}/set_in_sync";

    private static readonly LockHolder Holder = new(Guid.Parse("0197f6a0-0000-7000-8000-00000000000a"), "failed");
    private static readonly RelatedSubscription User = new(Guid.Parse("0197f6a0-0000-7000-8000-0000000000a1"), "A user");
    private static readonly RelatedSubscription Dependency = new(Guid.Parse("0197f6a0-0000-7000-8000-0000000000a2"), "A dependency");

    private static readonly LinkedWorkflow[] Workflows =
    [
        new("create", "Create", Target.Create, false),
        new("modify", "Modify", Target.Modify, false),
        new("terminate", "Terminate", Target.Terminate, false),
        new("system", "System", Target.System, true),
        new("validate", "Validate", Target.Validate, true),
        new("reconcile", "Reconcile", Target.Reconcile, false),
    ];

    [Fact]
    public void An_active_subscription_in_sync_may_do_everything_but_be_created()
    {
        var actions = Decide();

        Assert.Null(actions.Block);
        Assert.Equal(
            "create",
            string.Join(' ', actions.Items.Where(static item => item.Block is not null).Select(static item => item.Name))
        );
        Assert.Equal(ActionReason.InvalidStatus, Block(actions, "create")!.Reason);
        Assert.Empty(Block(actions, "create")!.UsableWhen!);
    }

    [Fact]
    public void Out_of_sync_only_tasks_may_run_and_the_holder_is_named()
    {
        var actions = Decide(inSync: false);

        Assert.Equal(
            (ActionReason.NotInSync, Holder),
            (actions.Block!.Reason, new(actions.Block.LockedBy!.Value, actions.Block.LockedByStatus))
        );
        Assert.Equal(
            "system validate",
            string.Join(' ', actions.Items.Where(static item => item.Block is null).Select(static item => item.Name))
        );
        Assert.Equal(ActionReason.NotInSync, Block(actions, "reconcile")!.Reason);
    }

    [Fact]
    public void A_relation_that_is_out_of_sync_blocks_a_reconcile_as_well_whatever_its_lifecycle()
    {
        var actions = Decide(
            relations:
            [
                new(true, User, SubscriptionLifecycle.Terminated, false),
                new(false, Dependency, SubscriptionLifecycle.Active, false),
            ]
        );

        Assert.Equal(ActionReason.RelationsNotInSync, actions.Block!.Reason);
        Assert.Equal([User, Dependency], actions.Block.LockedRelations);
        Assert.Equal(ActionReason.RelationsNotInSync, Block(actions, "reconcile")!.Reason);
        Assert.Null(Block(actions, "validate"));
    }

    [Theory]
    [InlineData("running", "(running) works on it. Start again when that process has ended")]
    [InlineData("suspended", "(suspended) waits for a person. Answer or abort it")]
    [InlineData("failed", "(failed) holds it. Retry it, or abort it and then set it in sync with PUT /api/subscriptions/{0}/set_in_sync")]
    [InlineData("aborted", $"(aborted) {LeftSo}")]
    [InlineData(null, $"(deleted) {LeftSo}")]
    public void A_refusal_says_which_process_holds_a_subscription_in_which_status_and_what_to_do(string? status, string said)
    {
        var subscription = Guid.NewGuid();
        var block = new ActionBlock(ActionReason.NotInSync) { LockedBy = Holder.ProcessId, LockedByStatus = status };

        Assert.Equal(
            $"This subscription is not in sync: process {Holder.ProcessId} "
                + string.Format(CultureInfo.InvariantCulture, said, subscription),
            ActionReason.Describe(block, subscription)
        );
    }

    [Fact]
    public void A_refusal_names_the_related_subscriptions_that_are_in_the_way()
    {
        RelatedSubscription[] many = [User with { LockedBy = Holder.ProcessId }, Dependency, User, Dependency, User];

        Assert.StartsWith(
            $"Some related subscriptions are not in sync: 'A user' ({User.SubscriptionId}, held by process {Holder.ProcessId}), "
                + $"'A dependency' ({Dependency.SubscriptionId}), 'A user' ({User.SubscriptionId}), and 2 more. Retry or abort",
            ActionReason.Describe(new(ActionReason.RelationsNotInSync) { LockedRelations = many }, Guid.NewGuid()),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            $"{ActionReason.Describe(ActionReason.InUseByOthers)}: 'A user' ({User.SubscriptionId}). Terminate those first",
            ActionReason.Describe(new(ActionReason.InUseByOthers) { UnterminatedInUseBy = [User] }, Guid.NewGuid()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_subscription_out_of_sync_says_so_before_it_speaks_of_its_relations() =>
        Assert.Equal(
            ActionReason.NotInSync,
            Decide(inSync: false, relations: [new(true, User, SubscriptionLifecycle.Active, false)]).Block!.Reason
        );

    [Theory]
    [InlineData("modify", "active", "modified")]
    [InlineData("validate", "active", "modified")]
    [InlineData("system", "active", "modified")]
    [InlineData("reconcile", "active", "modified")]
    [InlineData("terminate", "active provisioning", "terminated")]
    public void A_lifecycle_that_does_not_allow_a_workflow_is_named_with_those_that_do(string workflow, string usable, string action)
    {
        foreach (var status in Enum.GetValues<SubscriptionLifecycle>())
        {
            var block = Block(Decide(status: status), workflow);

            if (usable.Split(' ').Contains(WireName.Of(status)))
            {
                Assert.Null(block);
            }
            else
            {
                Assert.Equal((ActionReason.InvalidStatus, action, status), (block!.Reason, block.Action, block.Status));
                Assert.Equal(usable, string.Join(' ', block.UsableWhen!.Select(WireName.Of)));
            }
        }
    }

    [Fact]
    public void A_terminate_is_blocked_by_users_that_are_not_terminated_and_only_a_terminate()
    {
        var actions = Decide(
            relations: [new(true, User, SubscriptionLifecycle.Active, true), new(false, Dependency, SubscriptionLifecycle.Active, true)]
        );

        var block = Block(actions, "terminate")!;
        Assert.Equal((ActionReason.InUseByOthers, "terminated"), (block.Reason, block.Action));
        Assert.Equal([User], block.UnterminatedInUseBy);
        Assert.Null(Block(actions, "modify"));
        Assert.Null(Block(Decide(relations: [new(true, User, SubscriptionLifecycle.Terminated, true)]), "terminate"));
    }

    [Fact]
    public void Being_in_use_replaces_the_reason_of_a_wrong_lifecycle_and_keeps_what_it_said()
    {
        var block = Block(
            Decide(status: SubscriptionLifecycle.Initial, relations: [new(true, User, SubscriptionLifecycle.Active, true)]),
            "terminate"
        )!;

        Assert.Equal((ActionReason.InUseByOthers, SubscriptionLifecycle.Initial), (block.Reason, block.Status));
        Assert.NotNull(block.UsableWhen);
    }

    [Fact]
    public void A_terminate_that_is_a_task_is_blocked_by_users_even_when_the_subscription_is_out_of_sync()
    {
        var actions = Rules()
            .Decide(
                false,
                Holder,
                SubscriptionLifecycle.Active,
                [new(true, User, SubscriptionLifecycle.Active, true)],
                [new("clean", "Clean", Target.Terminate, true)]
            );

        Assert.Equal(ActionReason.InUseByOthers, Block(actions, "clean")!.Reason);
    }

    [Fact]
    public void A_workflow_that_is_usable_out_of_sync_runs_there_and_a_reconcile_never_does()
    {
        var rules = Rules(exempt: ["modify", "reconcile"]);

        var held = rules.Decide(false, Holder, SubscriptionLifecycle.Active, [], Workflows);
        var related = rules.Decide(
            true,
            null,
            SubscriptionLifecycle.Active,
            [new(true, User, SubscriptionLifecycle.Active, false)],
            Workflows
        );

        Assert.Equal((null, ActionReason.NotInSync), (Block(held, "modify"), Block(held, "reconcile")!.Reason));
        Assert.Equal((null, ActionReason.RelationsNotInSync), (Block(related, "modify"), Block(related, "reconcile")!.Reason));
    }

    [Fact]
    public void A_workflow_with_lifecycles_of_its_own_runs_in_those_and_in_no_others()
    {
        var rules = Rules(statuses: new() { ["modify"] = [SubscriptionLifecycle.Provisioning, SubscriptionLifecycle.Disabled] });

        var provisioning = rules.Decide(true, null, SubscriptionLifecycle.Provisioning, [], Workflows);
        var active = rules.Decide(true, null, SubscriptionLifecycle.Active, [], Workflows);

        Assert.Null(Block(provisioning, "modify"));
        Assert.Equal([SubscriptionLifecycle.Provisioning, SubscriptionLifecycle.Disabled], Block(active, "modify")!.UsableWhen);
        Assert.Equal((ActionReason.InvalidStatus, null), (Block(provisioning, "reconcile")!.Reason, Block(active, "reconcile")));
    }

    [Fact]
    public void One_map_says_of_each_workflow_whether_users_block_it()
    {
        var rules = Rules(blocked: new() { ["terminate"] = false, ["modify"] = true });

        var actions = rules.Decide(
            true,
            null,
            SubscriptionLifecycle.Active,
            [new(true, User, SubscriptionLifecycle.Active, true)],
            Workflows
        );

        Assert.Null(Block(actions, "terminate"));
        Assert.Equal((ActionReason.InUseByOthers, "modified"), (Block(actions, "modify")!.Reason, Block(actions, "modify")!.Action));
    }

    private static ActionRules Rules(
        string[]? exempt = null,
        Dictionary<string, SubscriptionLifecycle[]>? statuses = null,
        Dictionary<string, bool>? blocked = null
    ) => new(new HashSet<string>(exempt ?? [], StringComparer.Ordinal), statuses ?? [], blocked ?? []);

    private static SubscriptionActions Decide(
        bool inSync = true,
        SubscriptionLifecycle status = SubscriptionLifecycle.Active,
        Relation[]? relations = null
    ) => Rules().Decide(inSync, inSync ? null : Holder, status, relations ?? [], Workflows);

    private static ActionBlock? Block(SubscriptionActions actions, string workflow) =>
        actions.Items.Single(item => item.Name == workflow).Block;
}
