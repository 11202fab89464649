using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Products.Actions;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;
using static Orchestrator.Tests.Support.Models.TestCatalog;

namespace Orchestrator.Tests.Storage;

public sealed class SubscriptionDirectoryTests
{
    [Fact]
    public async Task Many_subscriptions_are_shown_at_once()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();

        var found = await database.Directory.GetAsync([
            .. Enumerable.Range(0, 40_000).Select(static _ => Guid.NewGuid()),
            port.SubscriptionId,
            port.SubscriptionId,
        ]);

        Assert.Equal([port.SubscriptionId, port.SubscriptionId], found.Select(static item => item.SubscriptionId));
    }

    [Fact]
    public async Task A_page_has_the_newest_first_and_knows_how_many_there_are()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var ids = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add((await database.CreatePortAsync()).SubscriptionId);
        }

        // Ids begin with the time; within a millisecond they have an order of their own.
        ids.Sort(static (left, right) => right.CompareTo(left));

        var page = await database.Directory.SearchAsync("", 1, 2);

        Assert.Equal(5, page.Total);
        Assert.Equal(ids[1..3], page.Items.Select(static item => item.SubscriptionId));
    }

    [Fact]
    public async Task Summaries_come_in_the_order_of_the_ids_and_unknown_ones_are_left_out()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var (first, second) = (await database.CreatePortAsync("a"), await database.CreatePortAsync("b"));

        var summaries = await database.Directory.GetAsync([second.SubscriptionId, Guid.NewGuid(), first.SubscriptionId]);

        Assert.Equal(["Port b", "Port a"], summaries.Select(static summary => summary.Description));
        Assert.Equal(
            ("port 10G", "Port", CoreDatabase.Process, 1),
            (summaries[0].Product.Name, summaries[0].Product.ProductType, summaries[0].LockedBy, summaries[0].Version)
        );
    }

    [Fact]
    public async Task A_detail_has_the_tree_and_says_of_each_block_who_uses_it()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = await database.CreateCircuitAsync(port);

        var portBlock = (await database.Directory.GetDetailAsync(port.SubscriptionId, ownedInUseBy: false)).Members["block"]!.AsObject();
        var filtered = (await database.Directory.GetDetailAsync(circuit.SubscriptionId, ownedInUseBy: false)).Members["block"]![
            "endpoints"
        ]![0]!.AsObject();
        var all = (await database.Directory.GetDetailAsync(circuit.SubscriptionId, ownedInUseBy: true)).Members["block"]!["endpoints"]![
            0
        ]!.AsObject();

        Assert.Equal(circuit.Block.Endpoints.Select(static endpoint => endpoint.SubscriptionInstanceId).Order(), Ids(portBlock).Order());
        Assert.Equal(circuit.SubscriptionId, portBlock["in_use_by_relations"]![0]!["subscription_id"]!.GetValue<Guid>());
        Assert.Equal("eth0", portBlock["port_name"]!.GetValue<string>());
        Assert.Empty(Ids(filtered));
        Assert.Equal([circuit.Block.SubscriptionInstanceId], Ids(all));
    }

    [Fact]
    public async Task An_unknown_subscription_is_named_by_every_question()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var id = Guid.NewGuid();

        foreach (
            var ask in new Func<Task>[]
            {
                () => database.Directory.GetDetailAsync(id, ownedInUseBy: false),
                () => database.Directory.GetActionsAsync(id),
                () => database.Directory.SetInSyncAsync(id, "test"),
            }
        )
        {
            Assert.Contains(id.ToString(), (await Assert.ThrowsAsync<NotFoundException>(ask)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_actions_are_the_workflows_of_the_product_that_are_not_deleted()
    {
        await using var database = await CoreDatabase.CreateAsync(
            Workflow("reconcile_port", Target.Reconcile, typeof(Port)),
            Workflow("modify_port", Target.Modify, typeof(Port)),
            Workflow("modify_circuit", Target.Modify, typeof(Circuit)),
            Workflow("terminate_port", Target.Terminate, typeof(Port))
        );
        var port = await ActivePortAsync(database);
        database.File.Query(
            "UPDATE workflows SET deleted_at = '2026-01-01T00:00:00.000000Z' WHERE name = 'modify_port'; UPDATE workflows "
                + "SET description = 'Put it right' WHERE name = 'reconcile_port'"
        );

        var actions = await database.Directory.GetActionsAsync(port.SubscriptionId);

        Assert.Null(actions.Block);
        Assert.Equal(["reconcile_port", "terminate_port"], actions.Items.Select(static item => item.Name));
        Assert.Equal(
            ("Put it right", Target.Reconcile, null),
            (actions.Items[0].Description, actions.Items[0].Target, actions.Items[0].Block)
        );
    }

    [Fact]
    public async Task The_actions_say_who_holds_the_subscription_and_which_relations_are_out_of_sync()
    {
        await using var database = await CoreDatabase.CreateAsync(
            Workflow("reconcile_port", Target.Reconcile, typeof(Port)),
            Workflow("reconcile_circuit", Target.Reconcile, typeof(Circuit))
        );
        var port = await ActivePortAsync(database);
        var circuit = await database.CreateCircuitAsync(port);

        var held = await database.Directory.GetActionsAsync(circuit.SubscriptionId);
        var related = await database.Directory.GetActionsAsync(port.SubscriptionId);

        Assert.Equal((ActionReason.NotInSync, CoreDatabase.Process), (held.Block!.Reason, held.Block.LockedBy));
        Assert.Equal(ActionReason.RelationsNotInSync, related.Items.Single().Block!.Reason);
        Assert.Equal(
            [new RelatedSubscription(circuit.SubscriptionId, "A circuit") { LockedBy = CoreDatabase.Process }],
            related.Block!.LockedRelations
        );
    }

    [Fact]
    public async Task Users_of_a_subscription_that_are_not_terminated_are_listed_at_its_terminate_workflow()
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("terminate_port", Target.Terminate, typeof(Port)));
        var port = await ActivePortAsync(database);
        var circuit = await database.CreateCircuitAsync(port);
        database.Set(circuit.SubscriptionId, "insync = TRUE, status = 'active'");

        var block = (await database.Directory.GetActionsAsync(port.SubscriptionId)).Items.Single().Block!;

        Assert.Equal(ActionReason.InUseByOthers, block.Reason);
        Assert.Equal([circuit.SubscriptionId], block.UnterminatedInUseBy!.Select(static user => user.SubscriptionId));
    }

    [Fact]
    public async Task One_setting_unblocks_a_terminate_workflow_of_a_subscription_in_use()
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("terminate_port", Target.Terminate, typeof(Port)));
        database.Options.BlockedByUsers["terminate_port"] = false;
        var port = await ActivePortAsync(database);
        var circuit = await database.CreateCircuitAsync(port);
        database.Set(circuit.SubscriptionId, "insync = TRUE, status = 'active'");

        Assert.Null((await database.Directory.GetActionsAsync(port.SubscriptionId)).Items.Single().Block);
    }

    [Fact]
    public async Task Settings_say_in_which_lifecycles_and_out_of_sync_a_workflow_runs()
    {
        await using var database = await CoreDatabase.CreateAsync(
            Workflow("modify_port", Target.Modify, typeof(Port)),
            Workflow("reconcile_port", Target.Reconcile, typeof(Port))
        );
        database.Options.UsableStatuses["modify_port"] = [SubscriptionLifecycle.Disabled];
        database.Options.UsableWhileOutOfSync.Add("modify_port");
        var port = await database.CreatePortAsync();
        database.Set(port.SubscriptionId, "status = 'disabled'");

        var actions = await database.Directory.GetActionsAsync(port.SubscriptionId);

        Assert.Equal(
            ["modify_port", "reconcile_port subscription.not_in_sync"],
            actions.Items.Select(static item => $"{item.Name} {item.Block?.Reason}".TrimEnd())
        );
    }

    [Fact]
    public async Task A_subscription_that_another_names_as_the_value_of_a_relation_is_used_by_it()
    {
        await using var database = await CoreDatabase.CreateAsync(
            Workflow("terminate_port", Target.Terminate, typeof(Port)),
            Workflow("reconcile_circuit", Target.Reconcile, typeof(Circuit))
        );
        database.Options.RelationResourceTypes.Add("reference");
        database.Options.RelationResourceTypes.Add("remark");
        var (named, used) = (await ActivePortAsync(database), await ActivePortAsync(database));
        var circuit = database.NewCircuit(used);
        circuit.Block.Reference = named.SubscriptionId;
        await database.SaveAsync(database.OpenSession(), circuit);
        database.Set(circuit.SubscriptionId, "insync = TRUE, locked_by = NULL, status = 'active'");

        var block = (await database.Directory.GetActionsAsync(named.SubscriptionId)).Items.Single().Block!;
        database.Set(named.SubscriptionId, "insync = FALSE");
        var locked = (await database.Directory.GetActionsAsync(circuit.SubscriptionId)).Block!;

        Assert.Equal(
            (ActionReason.InUseByOthers, circuit.SubscriptionId),
            (block.Reason, block.UnterminatedInUseBy!.Single().SubscriptionId)
        );
        Assert.Equal(
            (ActionReason.RelationsNotInSync, named.SubscriptionId),
            (locked.Reason, locked.LockedRelations!.Single().SubscriptionId)
        );
    }

    [Fact]
    public async Task A_value_relates_nothing_unless_its_resource_type_is_set()
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("terminate_port", Target.Terminate, typeof(Port)));
        var (named, used) = (await ActivePortAsync(database), await ActivePortAsync(database));
        var circuit = database.NewCircuit(used);
        circuit.Block.Reference = named.SubscriptionId;
        await database.SaveAsync(database.OpenSession(), circuit);

        Assert.Null((await database.Directory.GetActionsAsync(named.SubscriptionId)).Items.Single().Block);
    }

    [Fact]
    public async Task With_the_check_switched_off_a_subscription_is_set_in_sync_in_spite_of_its_failed_processes()
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("modify_port", Target.Modify, typeof(Port)));
        database.Options.CheckProcessesBeforeSetInSync = false;
        var port = await database.CreatePortAsync();
        InsertProcess(database, port.SubscriptionId, "failed", isTask: false, 1);

        await database.Directory.SetInSyncAsync(port.SubscriptionId, "test");

        Assert.Equal(["1|null"], database.File.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Theory]
    [InlineData("created", true)]
    [InlineData("running", true)]
    [InlineData("resumed", true)]
    [InlineData("failed", false)]
    [InlineData("suspended", false)]
    public async Task A_process_that_works_on_a_subscription_keeps_it_also_with_the_check_switched_off(string status, bool isKept)
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("modify_port", Target.Modify, typeof(Port)));
        database.Options.CheckProcessesBeforeSetInSync = false;
        var port = await database.CreatePortAsync();
        var process = InsertProcess(database, port.SubscriptionId, status, isTask: false, 1);
        database.File.Query($"UPDATE subscriptions SET locked_by = '{process}'");

        var refused = await Record.ExceptionAsync(() => database.Directory.SetInSyncAsync(port.SubscriptionId, "test"));

        Assert.Equal(isKept ? "subscription_in_use" : null, (refused as ConflictException)?.Code);
        Assert.Equal([isKept ? $"0|{process}" : "1|null"], database.File.Query("SELECT insync, locked_by FROM subscriptions"));
        Assert.Equal([isKept ? "0" : "1"], database.File.Query("SELECT count(*) FROM audit_entries"));
    }

    [Fact]
    public async Task Setting_in_sync_clears_the_holder_and_a_subscription_in_sync_is_left_alone()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();

        await database.Directory.SetInSyncAsync(port.SubscriptionId, "test");
        await database.Directory.SetInSyncAsync(port.SubscriptionId, "test");

        Assert.Equal(["1|null|2"], database.File.Query("SELECT insync, locked_by, version FROM subscriptions"));
    }

    [Fact]
    public async Task The_reason_of_setting_in_sync_is_in_the_audit_and_one_that_is_too_long_changes_nothing()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            database.Directory.SetInSyncAsync(port.SubscriptionId, "test", new string('x', Limits.MaxReasonLength + 1))
        );
        Assert.Equal("reason_too_long", refused.Code);
        Assert.Equal(["0"], database.File.Query("SELECT insync FROM subscriptions"));

        await database.Directory.SetInSyncAsync(port.SubscriptionId, "test", "Seen on site.");

        Assert.Equal(["set_in_sync|Seen on site."], database.File.Query("SELECT action, reason FROM audit_entries"));
    }

    [Fact]
    public async Task Processes_that_are_neither_completed_nor_aborted_keep_a_subscription_out_of_sync_and_tasks_do_not()
    {
        await using var database = await CoreDatabase.CreateAsync(Workflow("modify_port", Target.Modify, typeof(Port)));
        var port = await database.CreatePortAsync();
        var failed = InsertProcess(database, port.SubscriptionId, "failed", isTask: false, 1);
        InsertProcess(database, port.SubscriptionId, "completed", isTask: false, 2);
        InsertProcess(database, port.SubscriptionId, "aborted", isTask: false, 3);
        InsertProcess(database, port.SubscriptionId, "failed", isTask: true, 4);
        var suspended = InsertProcess(database, port.SubscriptionId, "suspended", isTask: false, 5);

        var exception = await Assert.ThrowsAsync<ConflictException>(() => database.Directory.SetInSyncAsync(port.SubscriptionId, "test"));

        Assert.Equal(
            $"Subscription {port.SubscriptionId} has still failed processes with id's: ['{failed}', '{suspended}']",
            exception.Message
        );
        Assert.Equal(["0"], database.File.Query("SELECT insync FROM subscriptions"));

        database.File.Query("UPDATE processes SET last_status = 'aborted'");
        await database.Directory.SetInSyncAsync(port.SubscriptionId, "test");
        Assert.Equal(["1"], database.File.Query("SELECT insync FROM subscriptions"));
    }

    private static async Task<Port> ActivePortAsync(CoreDatabase database)
    {
        var port = await database.CreatePortAsync();
        database.Set(port.SubscriptionId, "insync = TRUE, locked_by = NULL, status = 'active'");
        return port;
    }

    private static IEnumerable<Guid> Ids(JsonObject block) => block["in_use_by_ids"]!.AsArray().Select(static id => id!.GetValue<Guid>());

    private static Guid InsertProcess(CoreDatabase database, Guid subscriptionId, string status, bool isTask, int second)
    {
        var id = Guid.CreateVersion7();
        var time = $"2026-01-01T00:00:0{second}.000000Z";
        database.File.Query(
            $"""
            INSERT INTO processes (pid, assignee, last_status, started_at, last_modified_at, is_task, workflow_id, queue)
            SELECT '{id}', 'SYSTEM', '{status}', '{time}', '{time}', {isTask}, workflow_id, 'default' FROM workflows LIMIT 1;
            INSERT INTO processes_subscriptions (id, pid, subscription_id, created_at) VALUES ('{Guid.NewGuid()}', '{id}', '{subscriptionId}', '{time}')
            """
        );
        return id;
    }
}
