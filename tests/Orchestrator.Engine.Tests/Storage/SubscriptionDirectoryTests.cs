using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Search;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;
using static Orchestrator.Tests.Support.Models.TestCatalog;

namespace Orchestrator.Tests.Storage;

public sealed class SubscriptionDirectoryTests
{
    [Theory]
    [InlineData("", "a b c")]
    [InlineData("alpha", "a")]
    [InlineData("ALPHA", "a")]
    [InlineData("port", "a b")]
    [InlineData("port beta", "b")]
    [InlineData("port -beta", "a")]
    [InlineData("status:active", "a")]
    [InlineData("-status:active", "b c")]
    [InlineData("status:initial tag:PORT", "b")]
    [InlineData("tag:CIRC*", "c")]
    [InlineData("tag:CIRC", "")]
    [InlineData("product_name:circuit", "c")]
    [InlineData("product_type:Port", "a b")]
    [InlineData("insync:true", "a")]
    [InlineData("insync:false", "b c")]
    [InlineData("customer_id:customer", "a b c")]
    [InlineData("description:al*", "a")]
    [InlineData("note:fragile", "b")]
    [InlineData("-note:fragile", "a c")]
    [InlineData("-fragile", "a c")]
    [InlineData("note:*", "b")]
    [InlineData("-note:*", "a c")]
    [InlineData("-status:active -tag:CIRC", "b c")]
    [InlineData("product_name:\"*\"", "")]
    [InlineData("tag:\"CIRC*\"", "")]
    [InlineData("tag:\"CIRC\"*", "c")]
    [InlineData("alph*", "a")]
    [InlineData("\"alph*\"", "")]
    [InlineData("100%", "c")]
    [InlineData("1__%", "")]
    [InlineData("nothing", "")]
    [InlineData("alph", "")]
    [InlineData("alpha | beta", "a b")]
    [InlineData("port alpha | status:terminated", "a")]
    [InlineData("port (alpha | beta)", "a b")]
    [InlineData("port -(alpha | beta)", "")]
    [InlineData("--alpha", "a")]
    [InlineData("tag:(CIRC*|PORT) -alpha", "b c")]
    [InlineData("status:(active|initial) description:alpha", "a")]
    [InlineData("productType:Port", "a b")]
    [InlineData("port_name:x", "a")]
    [InlineData("portName:(X|y*)", "a b")]
    [InlineData("port_name:*", "a b")]
    [InlineData("x", "a")]
    [InlineData("port_name:alpha", "")]
    [InlineData("colour:red", "")]
    [InlineData("-colour:red", "a b c")]
    [InlineData("capacity:10000", "a b")]
    [InlineData("Capacity:(1|10000)", "a b")]
    [InlineData("10000", "a b")]
    [InlineData("capacity:port", "")]
    [InlineData("product_description:gbit", "a b")]
    [InlineData("productDescription:\"A circuit\"", "c")]
    [InlineData("metadata:red", "b")]
    [InlineData("metadata:(red|blue) -status:active", "b")]
    [InlineData("customer_description:uplink", "c")]
    [InlineData("customerDescription:up*", "c")]
    [InlineData("uplink | red", "b c")]
    [InlineData("insync:perhaps", "")]
    [InlineData("product_id:7", "")]
    [InlineData("\"alpha beta\"", "")]
    [InlineData("-", "a b c")]
    [InlineData("?!", "a b c")]
    public async Task A_search_finds_what_its_words_say(string query, string found)
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);

        var page = await database.Directory.SearchAsync(query, 0, 10);

        Assert.Equal(found, string.Join(' ', page.Items.Select(item => names[item.SubscriptionId]).Order(StringComparer.Ordinal)));
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Fact]
    public async Task A_search_by_id_finds_the_whole_id_and_its_beginning_in_any_case()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var id = port.SubscriptionId.ToString();

        foreach (
            var query in new[]
            {
                id,
                $"subscription_id:{id}",
                $"subscription_id:{id[..8]}*",
                $"subscription_id:{id.ToUpperInvariant()}",
                id[..13],
            }
        )
        {
            Assert.Equal(1, (await database.Directory.SearchAsync(query, 0, 10)).Total);
        }

        Assert.Equal(0, (await database.Directory.SearchAsync($"subscription_id:{id[..8]}", 0, 10)).Total);
    }

    [Theory]
    [InlineData("(a", "character 1")]
    [InlineData("a)", "character 2")]
    [InlineData("a |", "character 4")]
    [InlineData("()", "character 2")]
    [InlineData("tag:(a | )", "character 10")]
    [InlineData("a \"b", "character 3")]
    public async Task A_search_that_is_none_is_refused_with_the_place(string query, string place)
    {
        await using var database = await CoreDatabase.CreateAsync();

        var exception = await Assert.ThrowsAsync<InvalidRequestException>(() => database.Directory.SearchAsync(query, 0, 10));

        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("a\0b")]
    [InlineData("\uD800")]
    [InlineData("a & !b <-> c:*")]
    [InlineData("NEAR(a b, 3) OR NOT {text}:^a + b")]
    [InlineData("a\\ % _ ; DROP TABLE subscriptions; --")]
    [InlineData("2026-11-27T10:00:00+01:00 http://example.com/a?b=c#d 1e10 -0.5 a@b.c")]
    public async Task A_word_may_have_any_characters_within_quotation_marks(string text)
    {
        await using var database = await CoreDatabase.CreateAsync();
        await CreateThreeAsync(database);
        var quoted = $"\"{text.Replace("\"", "", StringComparison.Ordinal)}\"";

        foreach (var query in new[] { quoted, $"{quoted}*", $"-{quoted}", $"note:{quoted}", $"colour:{quoted}*", $"status:{quoted}" })
        {
            Assert.InRange((await database.Directory.SearchAsync(query, 0, 10)).Total, 0, 3);
        }
    }

    [Fact]
    public async Task The_index_follows_every_change_and_is_made_again()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = (await database.CreatePortAsync()).SubscriptionId;
        database.Set(port, "description = 'Zürich-Nord uplink', note = NULL");
        database.Set(port, "note = 'first'");
        database.Set(port, "note = 'second'");

        async Task FindsAsync(params (string Query, int Found)[] expected)
        {
            foreach (var (query, found) in expected)
            {
                Assert.Equal((query, found), (query, (await database.Directory.SearchAsync(query, 0, 10)).Total));
            }
        }

        (string, int)[] now =
        [
            ("zürich", 1),
            ("Zürich-NORD", 1),
            ("zuerich", 0),
            ("first", 0),
            ("second", 1),
            ("note:sec*", 1),
            ("eth0", 1),
        ];
        await FindsAsync(now);
        await using var context = await database.Contexts.CreateDbContextAsync();
        await context.Dialect.RebuildSearchAsync(context, CancellationToken.None);
        await FindsAsync(now);
        database.File.Query($"DELETE FROM subscriptions WHERE subscription_id = '{port}'");
        await FindsAsync(("zürich", 0), ("eth0", 0), ("second", 0));
    }

    [Fact]
    public async Task A_search_costs_what_its_words_cost_negated_or_not()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);
        await using var context = await database.Contexts.CreateDbContextAsync();

        int Size(int words) => new SubscriptionQuery(context.Dialect, new()).ToSql(SearchExpression.Parse(Words(words))).Length;
        var found = await database.Directory.SearchAsync(Words(SearchParser.MaxWords), 0, 10);

        Assert.InRange(Size(40) - Size(20), 1, 2 * (Size(20) - Size(0)));
        Assert.Equal(names.Count, found.Total);
        static string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(static number => $"-w{number}"));
    }

    [Fact]
    public async Task A_search_of_too_many_words_or_characters_and_a_page_that_is_too_large_are_refused()
    {
        await using var database = await CoreDatabase.CreateAsync();

        foreach (
            var (query, skip, take) in new[]
            {
                (string.Join(' ', Enumerable.Repeat("a", SearchParser.MaxWords + 1)), 0, 10),
                (new string('a', Limits.MaxQueryLength + 1), 0, 10),
                ($"{new string('(', SearchParser.MaxDepth + 1)}a{new string(')', SearchParser.MaxDepth + 1)}", 0, 10),
                ("", 0, 1_001),
                ("", -1, 10),
            }
        )
        {
            await Assert.ThrowsAsync<InvalidRequestException>(() => database.Directory.SearchAsync(query, skip, take));
        }
    }

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
            "UPDATE workflows SET deleted_at = '2026-01-01T00:00:00.000000Z' WHERE name = 'modify_port'; UPDATE workflows SET description = 'Put it right' WHERE name = 'reconcile_port'"
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

    private static async Task<Dictionary<Guid, string>> CreateThreeAsync(CoreDatabase database)
    {
        var (a, b) = (await database.CreatePortAsync("x"), await database.CreatePortAsync("y"));
        var c = await database.CreateCircuitAsync(a);
        database.Set(a.SubscriptionId, "description = 'Alpha', status = 'active', insync = TRUE");
        database.Set(b.SubscriptionId, "description = 'Beta', note = 'fragile'");
        database.Set(c.SubscriptionId, "description = 'Gamma at 100%'");
        database.File.Query(
            $$"""
            INSERT INTO subscription_metadata (subscription_id, metadata) VALUES ('{{b.SubscriptionId}}', '{"colour": "red"}');
            INSERT INTO subscription_customer_descriptions (id, subscription_id, customer_id, description, created_at, version)
            VALUES ('{{Guid.NewGuid()}}', '{{c.SubscriptionId}}', 'customer', 'Our uplink', '2026-01-01T00:00:00.000000Z', 1)
            """
        );
        return new()
        {
            [a.SubscriptionId] = "a",
            [b.SubscriptionId] = "b",
            [c.SubscriptionId] = "c",
        };
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
