using System.Text.Json;
using Orchestrator.Engine;
using Orchestrator.Forms;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Engine;

public sealed class SystemTaskTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Processes_that_wait_for_somebody_are_resumed_and_others_are_left_alone()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await _host.StartAsync("reconcile_thing", thing);
        await _host.WaitAsync(failed, ProcessStatus.Failed);
        var waiting = await _host.RunPlainAsync("sweep_floor");
        _host.Database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{waiting.ProcessId}' AND name = 'Done';
            UPDATE processes SET last_status = 'waiting' WHERE pid = '{waiting.ProcessId}';
            """);

        var task = await _host.RunPlainAsync("task_resume_workflows");

        Assert.Equal(1, task.CurrentState.Get<int>("resumed_processes"));
        await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);
        Assert.Equal(ProcessStatus.Failed, (await _host.Processes.GetAsync(failed)).Status);
    }

    [Fact]
    public async Task Tasks_that_were_completed_long_ago_are_deleted_and_nothing_else()
    {
        var thing = await _host.CreateThingAsync();
        var old = await _host.RunPlainAsync("sweep_floor");
        var recent = await _host.RunPlainAsync("sweep_floor");
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
        _host.Database.Query($"UPDATE subscriptions SET insync = FALSE WHERE subscription_id = '{things[0]}'; UPDATE subscriptions SET status = 'provisioning' WHERE subscription_id = '{things[1]}'");

        var task = await _host.RunPlainAsync("task_validate_subscriptions");
        await EngineHost.UntilAsync(() => Task.FromResult(_host.External.Calls.Count == 4));

        Assert.Equal((1, 1), (task.CurrentState.Get<int>("started_validations"), task.CurrentState.Get<int>("refused_validations")));
        Assert.Equal(things[2], _host.External.Calls.Last().SubscriptionId);
    }

    [Fact]
    public async Task The_subscriptions_of_one_product_type_are_validated_when_it_is_named_rightly()
    {
        await _host.CreateThingAsync();
        var type = _host.Database.Query("SELECT product_type FROM products WHERE name = 'thing'").Single();

        var wrong = await Assert.ThrowsAsync<FormInvalidException>(() => _host.Processes.StartAsync("task_validate_product_type", [EngineHost.Page(new { product_type = "Nothing" })], "test"));
        var id = await _host.Processes.StartAsync("task_validate_product_type", [EngineHost.Page(new { product_type = type })], "test");
        var task = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Contains(type, wrong.Errors.Single().Message, StringComparison.Ordinal);
        Assert.Equal(1, task.CurrentState.Get<int>("started_validations"));
    }

    [Fact]
    public async Task A_database_that_fits_the_code_is_found_right_and_reconcile_workflows_are_asked_of_nobody()
    {
        await _host.CreateThingAsync();

        var task = await _host.RunPlainAsync("task_validate_products");

        var lacking = task.CurrentState.Get<string[]>("products_lacking_workflows");
        Assert.Contains("Product 'part' has no MODIFY workflow", lacking);
        Assert.DoesNotContain(lacking, static line => line.Contains("RECONCILE", StringComparison.Ordinal) || line.Contains("'thing'", StringComparison.Ordinal));
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
            """);

        var task = await _host.RunPlainAsync("task_validate_products", ProcessStatus.InconsistentData);

        Assert.Equal(Assignee.Noc, task.Assignee);
        var details = task.Steps.Single(static step => step.Status == StepStatus.Failed).State!.Get<JsonElement>("details").EnumerateArray().Select(static line => line.GetString()!).ToArray();
        Assert.Contains("Workflow 'forgotten' is only in the database", details);
        Assert.Contains("The database lacks link thing - validate_thing", details);
        Assert.Contains(details, line => line.Contains(thing.ToString(), StringComparison.Ordinal) && line.Contains("many", StringComparison.Ordinal));
        Assert.Equal(3, details.Length);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM products_workflows WHERE workflow_id = (SELECT workflow_id FROM workflows WHERE name = 'validate_thing')"));
    }
}
