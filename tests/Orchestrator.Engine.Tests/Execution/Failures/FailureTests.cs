using System.Net;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution.Failures;

public sealed class FailureTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_retry_continues_from_the_failed_step_and_repeats_nothing_before_it()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("the box is on fire"));
        var processId = await _host.StartAsync("modify_thing", subscription, new { size = 2 });
        var failed = await _host.WaitAsync(processId, ProcessStatus.Failed);

        await _host.Processes.ResumeAsync(processId, [], "berta");

        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal("the box is on fire", failed.FailedReason);
        Assert.Contains(nameof(InvalidOperationException), failed.Traceback, StringComparison.Ordinal);
        Assert.Null(process.FailedReason);
        Assert.Equal(
            ["Lock subscription Success test", "Resize thing Success test", "Apply thing Failed test", "Apply thing Success berta"],
            process
                .Steps.Where(static step => step.Name is "Lock subscription" or "Resize thing" or "Apply thing")
                .Select(static step => $"{step.Name} {step.Status} {step.CreatedBy}")
        );
        Assert.Equal(2, process.CurrentState.Get<int>("attempt"));
    }

    [Fact]
    public async Task The_same_failure_again_is_counted_in_its_row_and_another_one_gets_a_row_of_its_own()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(
            new InvalidOperationException("same"),
            new InvalidOperationException("same"),
            new InvalidOperationException("other")
        );
        var processId = await _host.StartAsync("reconcile_thing", subscription);
        await _host.WaitAsync(processId, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(processId, [], "test");
        await _host.WaitAsync(processId, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(processId, [], "test");
        var process = await _host.WaitAsync(processId, ProcessStatus.Failed);

        var failures = process.Steps.Where(static step => step.Status == StepStatus.Failed).ToArray();
        Assert.Equal(["same", "other"], failures.Select(static step => step.State!.Get<string>("error")));
        Assert.Equal(1, failures[0].State!.Get<int>("retries"));
        Assert.Single(failures[0].State!.Get<List<DateTimeOffset>>("completed_at"));
    }

    [Fact]
    public async Task Failures_that_all_differ_have_twenty_rows_at_most_and_every_attempt_is_counted()
    {
        const int attempts = 130;
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext([
            .. Enumerable.Range(1, attempts).Select(static number => new InvalidOperationException($"failure {number}")),
        ]);
        var processId = await _host.StartAsync("modify_thing", subscription, new { size = 2 });
        var process = await _host.WaitAsync(processId, ProcessStatus.Failed);
        for (var attempt = 1; attempt < attempts; attempt++)
        {
            await _host.Processes.ResumeAsync(processId, [], attempt % 2 == 0 ? "ann" : "bob");
            process = await _host.WaitAsync(processId, ProcessStatus.Failed);
        }

        var failures = process.Steps.Where(static step => step.Status == StepStatus.Failed).Select(static step => step.State!).ToArray();
        Assert.Equal(20, failures.Length);
        Assert.Equal($"failure {attempts}", failures[^1].Get<string>("error"));
        Assert.Equal(attempts - 20, failures[^1].Get<int>("retries"));
        Assert.Equal(100, failures[^1].Get<List<DateTimeOffset>>("completed_at").Count);
        await _host.Processes.ResumeAsync(processId, [], "ann");
        Assert.Equal(attempts + 1, (await _host.WaitAsync(processId, ProcessStatus.Completed)).CurrentState.Get<int>("attempt"));
    }

    [Fact]
    public async Task A_group_that_fails_again_and_again_at_a_later_step_has_twenty_rows_at_most_and_every_attempt_is_counted()
    {
        const int attempts = 25;
        _host.External.FailNext([
            .. Enumerable.Range(1, attempts).Select(static number => new InvalidOperationException($"failure {number}")),
        ]);
        var process = await _host.RunPlainAsync("run_group", ProcessStatus.Failed);
        for (var attempt = 1; attempt < attempts; attempt++)
        {
            await _host.Processes.ResumeAsync(process.ProcessId, [], "ann");
            process = await _host.WaitAsync(process.ProcessId, ProcessStatus.Failed);
        }

        var rows = process.Steps.Where(static step => step is { Name: "Provision", Status: not null }).ToArray();
        Assert.All(rows, static row => Assert.Equal(StepStatus.Failed, row.Status));
        Assert.Equal(
            (20, attempts - 20, $"failure {attempts}"),
            (rows.Length, rows[^1].State!.Get<int>("retries"), rows[^1].State!.Get<string>("error"))
        );
        await _host.Processes.ResumeAsync(process.ProcessId, [], "ann");
        Assert.Equal(attempts + 1, (await _host.WaitAsync(process.ProcessId, ProcessStatus.Completed)).CurrentState.Get<int>("attempt"));
    }

    [Theory]
    [InlineData("""{"error": "odd", "retries": "many", "completed_at": 7}""")]
    [InlineData("""{"error": "odd", "retries": -4, "completed_at": ["yesterday", 5, null]}""")]
    [InlineData("""{"error": "odd", "retries": 99999999999999999999, "completed_at": {}}""")]
    [InlineData("""{"error": "odd", "retries": [1], "completed_at": [[]]}""")]
    [InlineData("[]")]
    public async Task A_record_that_people_have_changed_stops_no_retry(string record)
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("odd"), new InvalidOperationException("odd"));
        var processId = await _host.StartAsync("modify_thing", subscription, new { size = 2 });
        await _host.WaitAsync(processId, ProcessStatus.Failed);
        _host.Database.Query($"UPDATE process_steps SET state = '{record}' WHERE pid = '{processId}' AND status = 'failed'");

        await _host.Processes.ResumeAsync(processId, [], "test");
        var again = await _host.WaitAsync(processId, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(processId, [], "test");
        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Equal("odd", again.FailedReason);
        Assert.Equal(3, process.CurrentState.Get<int>("attempt"));
    }

    [Fact]
    public async Task A_difference_found_by_a_validate_workflow_is_inconsistent_data_for_the_noc()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new InconsistentDataException("size differs", new { size = new[] { 1, 2 } }));

        var process = await _host.WaitAsync(await _host.StartAsync("validate_thing", subscription), ProcessStatus.InconsistentData);

        Assert.Equal(Assignee.Noc, process.Assignee);
        var record = process.Steps.Single(static step => step.Status == StepStatus.Failed).State!;
        EngineHost.AssertJson("""{"size":[1,2]}""", record["details"]);
        Assert.Equal(nameof(InconsistentDataException), record.Get<string>("class"));
        Assert.Equal(["1|null"], _host.Database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, ProcessStatus.ApiUnavailable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, ProcessStatus.ApiUnavailable)]
    [InlineData(null, ProcessStatus.ApiUnavailable)]
    [InlineData(HttpStatusCode.BadRequest, ProcessStatus.Failed)]
    public async Task A_task_tells_an_unreachable_system_from_one_that_refuses(HttpStatusCode? answer, ProcessStatus status)
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new HttpRequestException("the system said so", null, answer));

        var process = await _host.WaitAsync(
            await _host.StartAsync("validate_thing", subscription),
            ProcessStatus.ApiUnavailable,
            ProcessStatus.Failed
        );

        Assert.Equal(status, process.Status);
    }

    [Fact]
    public async Task A_process_that_is_not_a_task_has_simply_failed()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new InconsistentDataException("differs"));

        var process = await _host.WaitAsync(
            await _host.StartAsync("reconcile_thing", subscription),
            ProcessStatus.Failed,
            ProcessStatus.InconsistentData
        );

        Assert.Equal(ProcessStatus.Failed, process.Status);
    }

    [Fact]
    public async Task A_transition_without_a_required_value_fails_with_its_path_and_changes_nothing()
    {
        var subscription = await _host.CreateThingAsync();
        _host.Database.Query(
            "DELETE FROM subscription_instance_values WHERE resource_type_id = (SELECT resource_type_id FROM resource_types "
                + "WHERE resource_type = 'size')"
        );

        var process = await _host.WaitAsync(await _host.StartAsync("activate_thing", subscription), ProcessStatus.Failed);

        Assert.Equal("Set subscription to 'active'", process.LastStep);
        Assert.Contains("block.size", process.FailedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_gives_a_reserved_key_fails_and_names_it()
    {
        var subscription = await _host.CreateThingAsync();

        var process = await _host.WaitAsync(await _host.StartAsync("usurp_thing", subscription), ProcessStatus.Failed);

        Assert.Contains("'process_id'", process.FailedReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("modify_thing")]
    [InlineData("terminate_thing")]
    public async Task A_completed_process_cannot_be_retried(string workflow)
    {
        var subscription = await _host.CreateThingAsync();
        var processId = await _host.StartAsync(workflow, subscription, workflow == "modify_thing" ? [new { size = 2 }] : []);
        await _host.WaitAsync(processId, ProcessStatus.Completed);

        var refusal = await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.ResumeAsync(processId, [], "test"));

        Assert.Equal("Resuming a completed workflow is not possible", refusal.Message);
    }

    [Fact]
    public async Task Many_retries_at_once_run_the_failed_step_once()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("once"));
        var processId = await _host.StartAsync("reconcile_thing", subscription);
        await _host.WaitAsync(processId, ProcessStatus.Failed);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            await _host.Processes.ResumeAsync(processId, [], "test");
                        }
                        catch (ConflictException)
                        {
                            // Another one was faster: its retry is the one that runs.
                        }
                    })
                )
        );

        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Single(process.Steps, static step => step is { Name: "Apply thing", Status: StepStatus.Success });
        Assert.Equal(2, _host.External.Calls.Count);
    }
}
