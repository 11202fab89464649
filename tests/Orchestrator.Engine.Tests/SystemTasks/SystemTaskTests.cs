using System.Globalization;
using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Forms;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;
using static Orchestrator.Workflow;

namespace Orchestrator.Tests.SystemTasks;

public sealed class SystemTaskTests : IAsyncLifetime
{
    private const string OldProduct =
        "INSERT INTO products (product_id, name, description, product_type, tag, status, created_at) "
        + "VALUES ('00000000-0000-0000-0000-000000000001', 'old', 'Old', 'Old', 'OLD', 'end of life', '2020-01-01T00:00:00.000000Z')";

    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Processes_that_wait_for_someone_are_resumed_and_others_are_left_alone()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await _host.StartAsync("reconcile_thing", thing);
        await _host.WaitAsync(failed, ProcessStatus.Failed);
        var waiting = await _host.RunPlainAsync("mop_floor");
        _host.Database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{waiting.ProcessId}' AND name = 'Done';
            UPDATE processes SET last_status = 'waiting' WHERE pid = '{waiting.ProcessId}';
            """
        );

        var task = await _host.RunPlainAsync("task_resume_workflows");

        Assert.Equal(1, task.CurrentState.Get<int>("resumed_processes"));
        await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);
        Assert.Equal(ProcessStatus.Failed, (await _host.Processes.GetAsync(failed)).Status);
    }

    [Fact]
    public async Task Tasks_that_were_completed_long_ago_are_deleted_and_nothing_else()
    {
        var thing = await _host.CreateThingAsync();
        var old = await _host.RunPlainAsync("mop_floor");
        var recent = await _host.RunPlainAsync("mop_floor");
        _host.Database.Query($"UPDATE processes SET last_modified_at = '2020-01-01T00:00:00.000000Z' WHERE pid <> '{recent.ProcessId}'");

        var task = await _host.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal(1, task.CurrentState.Get<int>("deleted_tasks"));
        await Assert.ThrowsAsync<NotFoundException>(() => _host.Processes.GetAsync(old.ProcessId));
        Assert.Equal(ProcessStatus.Completed, (await _host.Processes.GetAsync(recent.ProcessId)).Status);
        Assert.Equal(["1"], _host.Database.Query($"SELECT count(*) FROM processes_subscriptions WHERE subscription_id = '{thing}'"));
    }

    [Fact]
    public async Task Every_subscription_in_use_and_in_sync_is_validated()
    {
        Guid[] things = [await _host.CreateThingAsync(1), await _host.CreateThingAsync(2), await _host.CreateThingAsync(3)];
        _host.Database.Query(
            $"UPDATE subscriptions SET insync = FALSE WHERE subscription_id = '{things[0]}'; UPDATE subscriptions "
                + $"SET status = 'provisioning' WHERE subscription_id = '{things[1]}'"
        );

        var task = await _host.RunPlainAsync("task_validate_subscriptions");
        await EngineHost.UntilAsync(() => Task.FromResult(_host.External.Calls.Count == 4));

        Assert.Equal((1, 1), (task.CurrentState.Get<int>("started_validations"), task.CurrentState.Get<int>("refused_validations")));
        Assert.Equal(things[2], _host.External.Calls.Last().SubscriptionId);
    }

    [Fact]
    public async Task Validations_of_many_are_started_in_parts_and_continue_with_the_part_in_which_something_failed()
    {
        const int many = 520;
        var thing = await _host.CreateThingAsync();
        _host.Database.Query(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {many - 1})
            INSERT INTO subscriptions (subscription_id, description, status, product_id, customer_id, insync, version)
            SELECT {_host.Database.NumberedId("n")}, description, status, product_id, customer_id, insync, version
            FROM numbers CROSS JOIN (SELECT * FROM subscriptions WHERE subscription_id = '{thing}') one
            """
        );

        // What a host leaves that has started a part and has failed in the next. A subscription whose first validation still works on it is
        // out of sync, and would be left out.
        var id = await _host.Processes.StartAsync("task_validate_subscriptions", [EngineHost.Page(new { })], "test");
        var task = await _host.WaitAsync(id, ProcessStatus.Completed);
        var all = StartedValidations();
        _host.Database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{id}' AND name = 'Done';
            UPDATE process_steps SET status = 'failed', state = '{ErrorAfter(510)}' WHERE pid = '{id}' AND name = '{task.Steps[1].Name}';
            UPDATE processes SET last_status = 'failed' WHERE pid = '{id}'
            """
        );
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_host.Database.Query("SELECT 1 FROM processes WHERE last_status IN ('created', 'running')").Count == 0)
        );
        await _host.Processes.ResumeAsync(id, [], "test");
        var retried = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(many, task.CurrentState.Get<int>("started_validations") + task.CurrentState.Get<int>("refused_validations"));
        Assert.Equal(many, retried.CurrentState.Get<int>("started_validations") + retried.CurrentState.Get<int>("refused_validations"));
        Assert.Equal(10, StartedValidations() - all);

        int StartedValidations() =>
            int.Parse(
                _host.Database.Query(
                    "SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'validate_thing'"
                )[0],
                CultureInfo.InvariantCulture
            );

        string ErrorAfter(int number)
        {
            var last = _host
                .Database.Query("SELECT CAST(subscription_id AS text) FROM subscriptions ORDER BY subscription_id")
                .ElementAt(number - 1);
            return JsonSerializer.Serialize(
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["class"] = "Any",
                    ["error"] = "Down.",
                    ["progress"] = new
                    {
                        started = number,
                        refused = 0,
                        last = new { subscription_id = last, workflow = "validate_thing" },
                    },
                }
            );
        }
    }

    [Fact]
    public async Task The_subscriptions_of_one_product_type_are_validated_when_it_is_named_rightly()
    {
        await _host.CreateThingAsync();
        var type = _host.Database.Query("SELECT product_type FROM products WHERE name = 'thing'").Single();

        var wrong = await Assert.ThrowsAsync<FormInvalidException>(() =>
            _host.Processes.StartAsync("task_validate_product_type", [EngineHost.Page(new { product_type = "Nothing" })], "test")
        );
        var id = await _host.Processes.StartAsync("task_validate_product_type", [EngineHost.Page(new { product_type = type })], "test");
        var task = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Contains(type, wrong.Errors.Single().Message, StringComparison.Ordinal);
        Assert.Equal(1, task.CurrentState.Get<int>("started_validations"));
    }

    [Fact]
    public async Task A_database_that_fits_the_code_is_found_right_and_reconcile_workflows_are_asked_of_no_one()
    {
        await _host.CreateThingAsync();

        var task = await _host.RunPlainAsync("task_validate_products");

        var lacking = task.CurrentState.Get<string[]>("products_lacking_workflows");
        Assert.Contains("Product 'part' has no MODIFY workflow", lacking);
        Assert.DoesNotContain(
            lacking,
            static line => line.Contains("RECONCILE", StringComparison.Ordinal) || line.Contains("'thing'", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Every_difference_between_database_and_code_is_found_and_named()
    {
        var thing = await _host.CreateThingAsync();
        _host.Database.Query(
            $"""
            INSERT INTO workflows (workflow_id, name, target, description, is_task, created_at) VALUES ('{Guid.NewGuid()}', 'forgotten', 'MODIFY', 'Forgotten', FALSE, '2020-01-01T00:00:00.000000Z');
            DELETE FROM products_workflows WHERE workflow_id = (SELECT workflow_id FROM workflows WHERE name = 'validate_thing');
            UPDATE subscription_instance_values SET value = 'many' WHERE subscription_instance_id IN (SELECT subscription_instance_id FROM subscription_instances WHERE subscription_id = '{thing}');
            """
        );

        var task = await _host.RunPlainAsync("task_validate_products", ProcessStatus.InconsistentData);

        Assert.Equal(Assignee.Noc, task.Assignee);
        var details = Details(task);
        Assert.Contains("Workflow 'forgotten' is only in the database", details);
        Assert.Contains("The database lacks link thing - validate_thing", details);
        Assert.Contains(
            details,
            line => line.Contains(thing.ToString(), StringComparison.Ordinal) && line.Contains("many", StringComparison.Ordinal)
        );
        Assert.Equal(3, details.Length);
        Assert.Equal(
            ["0"],
            _host.Database.Query(
                "SELECT count(*) FROM products_workflows WHERE workflow_id = (SELECT workflow_id FROM workflows "
                    + "WHERE name = 'validate_thing')"
            )
        );
    }

    [Theory]
    [InlineData("The database lacks workflow task_bulk_reconcile", "DELETE FROM workflows WHERE name = 'task_bulk_reconcile'")]
    [InlineData(
        "Workflow 'validate_thing' has another target in the database than in the code",
        "UPDATE workflows SET target = 'MODIFY' WHERE name = 'validate_thing'"
    )]
    [InlineData("Product 'old' has no workflow", OldProduct)]
    [InlineData("Product 'old' is only in the database: its subscriptions cannot be loaded", OldProduct)]
    [InlineData(
        "Product 'thing' is active and has no workflow 'modify_note'",
        "UPDATE workflows SET deleted_at = '2020-01-01T00:00:00.000000Z' WHERE name = 'modify_note'"
    )]
    [InlineData("The database lacks fixed input twig.length", "DELETE FROM fixed_inputs WHERE name = 'length'")]
    [InlineData(
        "Product 'twig': fixed input 'length' is '1' in the database and '2' in the code",
        "UPDATE fixed_inputs SET value = '1' WHERE name = 'length'"
    )]
    [InlineData(
        "Product 'twig': fixed input 'width' is only in the database",
        "INSERT INTO fixed_inputs (fixed_input_id, name, value, created_at, product_id) SELECT "
            + "'00000000-0000-0000-0000-000000000003', 'width', '1', '2020-01-01T00:00:00.000000Z', product_id FROM products "
            + "WHERE name = 'twig'"
    )]
    [InlineData(
        "Product block 'Thing': member 'mtu' is only in the database",
        "INSERT INTO resource_types (resource_type_id, resource_type) VALUES ('00000000-0000-0000-0000-000000000002', 'mtu'); "
            + "INSERT INTO product_block_resource_types (product_block_id, resource_type_id) SELECT product_block_id, "
            + "'00000000-0000-0000-0000-000000000002' FROM product_blocks WHERE name = 'Thing'"
    )]
    [InlineData(
        "The database lacks product block twig - Thing",
        "DELETE FROM product_product_blocks WHERE product_id = (SELECT product_id FROM products WHERE name = 'twig')"
    )]
    [InlineData("Workflow 'say_nothing' has no translation in en-GB", null)]
    public async Task Each_kind_of_difference_is_named(string expected, string? sql)
    {
        await using var host = await EngineHost.StartAsync(builder: static builder =>
        {
            builder.Catalog.Add(
                new ProductDescriptor(
                    typeof(Thing),
                    "twig",
                    "Thing",
                    "TWIG",
                    "A twig",
                    [new("length", "2")],
                    ["Thing"],
                    static () => new Thing()
                )
            );
            builder.Catalog.AddPlain("say_nothing", Target.System, " ", [], static () => Begin >> Start >> Done);
        });
        if (sql is not null)
        {
            host.Database.Query(sql);
        }

        var task = await host.RunPlainAsync("task_validate_products", ProcessStatus.InconsistentData);

        Assert.Contains(expected, Details(task));
    }

    [Fact]
    public async Task A_product_that_is_on_offer_no_longer_may_lack_workflows_and_its_note()
    {
        _host.Database.Query(
            "UPDATE products SET status = 'phase out' WHERE name = 'part'; DELETE FROM products_workflows "
                + "WHERE workflow_id = (SELECT workflow_id FROM workflows WHERE name = 'modify_note')"
        );

        var details = Details(await _host.RunPlainAsync("task_validate_products", ProcessStatus.InconsistentData));

        Assert.Contains("Product 'thing' is active and has no workflow 'modify_note'", details);
        Assert.DoesNotContain("Product 'part' is active and has no workflow 'modify_note'", details);
    }

    private static string[] Details(ProcessDetail task) =>
        [
            .. task
                .Steps.Single(static step => step.Status == StepStatus.Failed)
                .State!.Get<JsonElement>("details")
                .EnumerateArray()
                .Select(static line => line.GetString()!),
        ];
}
