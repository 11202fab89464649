using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>What operators do with processes besides answering and retrying them.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_failed_step_that_is_skipped_is_logged_with_who_and_why_and_the_process_continues_after_it()
    {
        var (thing, processId) = await FailAsync();

        await _host.Processes.SkipAsync(processId, "The system is being replaced.", "ann");

        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);
        var rows = process.Steps.Where(static step => step.Name == "Apply thing").ToArray();
        Assert.Equal([StepStatus.Failed, StepStatus.Skipped], rows.Select(static step => step.Status!.Value));
        Assert.Equal((null, "The system is being replaced.", "ann"), (rows[0].SkipReason, rows[1].SkipReason, rows[1].CreatedBy));
        Assert.Single(_host.External.Calls, call => call.SubscriptionId == thing); // By the create workflow.
        Assert.Equal(["1|null"], _host.Database.Query($"SELECT insync, locked_by FROM subscriptions WHERE subscription_id = '{thing}'"));
    }

    [Fact]
    public async Task A_failed_group_is_left_out_as_a_whole()
    {
        _host.External.FailNext(new InvalidOperationException("down"));
        var failed = await _host.RunPlainAsync("run_group", ProcessStatus.Failed);

        await _host.Processes.SkipAsync(failed.ProcessId, "Done by hand.", "ann");

        var process = await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);
        Assert.Equal(
            ["Start Success", "Before Success", "Provision Failed", "Provision Skipped", "After Success", "Done Complete"],
            process.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.False(process.CurrentState.ContainsKey("last"));
    }

    [Fact]
    public async Task The_engines_own_steps_cannot_be_left_out()
    {
        var thing = await _host.CreateThingAsync();
        var processId = await _host.StartAsync("modify_thing", thing, new { size = 2 });
        await _host.WaitAsync(processId, ProcessStatus.Completed);
        _host.Database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{processId}' AND name NOT IN ('Start', 'Create Process Subscription relation');
            UPDATE processes SET last_status = 'failed' WHERE pid = '{processId}';
            """
        );

        var refusal = await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.SkipAsync(processId, "In a hurry.", "ann"));

        Assert.Equal("step_not_skippable", refusal.Code);
        Assert.Contains("'Lock subscription'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ProcessStatus.Failed, (await _host.Processes.GetAsync(processId)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Nothing_is_left_out_without_a_reason(string reason)
    {
        var (_, processId) = await FailAsync();

        Assert.Equal(
            "skip_reason_invalid",
            (await Assert.ThrowsAsync<InvalidRequestException>(() => _host.Processes.SkipAsync(processId, reason, "ann"))).Code
        );
    }

    [Fact]
    public async Task Nothing_of_a_process_that_has_not_failed_is_left_out()
    {
        var thing = await _host.CreateThingAsync();
        var process = await _host.WaitAsync(await _host.StartAsync("reconcile_thing", thing), ProcessStatus.Completed);

        Assert.Equal(
            "process_not_failed",
            (await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.SkipAsync(process.ProcessId, "No.", "ann"))).Code
        );
    }

    [Fact]
    public async Task Every_task_that_failed_is_retried_at_once_and_no_other_process()
    {
        var (_, processId) = await FailAsync();
        var things = await Task.WhenAll(_host.CreateThingAsync(), _host.CreateThingAsync());
        _host.External.FailNext(new InvalidOperationException("down"), new HttpRequestException("unreachable"));
        var tasks = await Task.WhenAll(things.Select(thing => _host.StartAsync("validate_thing", thing)));
        foreach (var task in tasks)
        {
            await _host.WaitAsync(task, ProcessStatus.Failed, ProcessStatus.ApiUnavailable);
        }

        Assert.Equal(2, await _host.Processes.ResumeAllAsync("ann"));

        foreach (var task in tasks)
        {
            Assert.Equal("ann", (await _host.WaitAsync(task, ProcessStatus.Completed)).Steps[^1].CreatedBy);
        }

        Assert.Equal(ProcessStatus.Failed, (await _host.Processes.GetAsync(processId)).Status);
    }

    [Fact]
    public async Task Two_who_retry_all_tasks_at_once_retry_each_of_them_once_between_them()
    {
        const int Count = 12;
        var things = new List<Guid>();
        for (var thing = 0; thing < Count; thing++)
        {
            things.Add(await _host.CreateThingAsync());
        }

        _host.External.FailNext([.. Enumerable.Repeat(new InvalidOperationException("down"), Count)]);
        var tasks = await Task.WhenAll(things.Select(thing => _host.StartAsync("validate_thing", thing)));
        foreach (var task in tasks)
        {
            await _host.WaitAsync(task, ProcessStatus.Failed);
        }

        var before = _host.External.Calls.Count;

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _host.Processes.ResumeAllAsync("ann"))));

        foreach (var task in tasks)
        {
            await _host.WaitAsync(task, ProcessStatus.Completed);
        }

        Assert.Equal((Count, Count), (counts.Sum(), _host.External.Calls.Count - before));
        Assert.Equal(0, await _host.Processes.ResumeAllAsync("ann"));
    }

    [Fact]
    public async Task A_task_is_deleted_with_its_rows_even_while_it_runs_and_a_process_that_is_not_a_task_is_kept()
    {
        var (thing, processId) = await FailAsync();
        var other = await _host.CreateThingAsync();
        _host.External.Hold(heedsCancellation: true);
        var task = await _host.StartAsync("validate_thing", other);
        await _host.External.Entered;

        await _host.Processes.DeleteAsync(task, "ann");

        await Assert.ThrowsAsync<NotFoundException>(() => _host.Processes.GetAsync(task));
        await EngineHost.UntilAsync(async () =>
            (await _host.Services.GetRequiredService<IEngineControl>().GetStatusAsync()).RunningProcesses == 0
        );
        Assert.Equal(["0"], _host.Database.Query($"SELECT count(*) FROM process_steps WHERE pid = '{task}'"));
        Assert.Equal(
            "process_is_not_a_task",
            (await Assert.ThrowsAsync<InvalidRequestException>(() => _host.Processes.DeleteAsync(processId, "ann"))).Code
        );
    }

    [Fact]
    public async Task A_note_is_kept_and_a_blank_one_is_none()
    {
        var (_, processId) = await FailAsync();

        await _host.Processes.SetNoteAsync(processId, "Ask Bob.", "test");
        Assert.Equal("Ask Bob.", (await _host.Processes.GetAsync(processId)).Note);
        await _host.Processes.SetNoteAsync(processId, " ", "test");
        Assert.Null((await _host.Processes.GetAsync(processId)).Note);
        await Assert.ThrowsAsync<NotFoundException>(() => _host.Processes.SetNoteAsync(Guid.NewGuid(), "A note.", "test"));
    }

    [Fact]
    public async Task What_a_user_may_not_do_is_refused_everywhere_and_shown_as_blocked()
    {
        await using var host = await EngineHost.StartAsync(services: static services =>
            services.AddSingleton<IWorkflowAuthorizer, OnlyAnn>()
        );
        var thing = await host.CreateThingAsync();
        host.External.FailNext(new InvalidOperationException("down"));
        var processId = await host.StartAsync("reconcile_thing", thing);
        await host.WaitAsync(processId, ProcessStatus.Failed);
        Func<Task>[] forbidden =
        [
            () => host.Processes.StartAsync("create_thing", [], "bob"),
            () => host.Processes.ResumeAsync(processId, [], "bob"),
            () => host.Processes.SkipAsync(processId, "I want to.", "bob"),
            () => host.Processes.AbortAsync(processId, "bob"),
        ];

        foreach (var attempt in forbidden)
        {
            await Assert.ThrowsAsync<ForbiddenException>(attempt);
        }

        host.Database.Query("UPDATE subscriptions SET insync = TRUE, locked_by = NULL");
        var actions = await host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(thing, "bob");
        Assert.All(actions.Items, static item => Assert.NotNull(item.Block));
        Assert.Equal(ActionReason.InsufficientPermissions, actions.Items.Single(static item => item.Name == "modify_thing").Block!.Reason);
        await host.Processes.ResumeAsync(processId, [], "ann");
        await host.WaitAsync(processId, ProcessStatus.Completed);
    }

    private async Task<(Guid Thing, Guid Process)> FailAsync()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("down"));
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.WaitAsync(processId, ProcessStatus.Failed);
        return (thing, processId);
    }

    private sealed class OnlyAnn : IWorkflowAuthorizer
    {
        public async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return request.User is "ann" or "test";
        }
    }
}
