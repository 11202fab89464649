using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>What orchestrator-core does wrong and we must not, where no other test is about it.</summary>
public sealed class UpstreamDefectTests : IAsyncLifetime
{
    private readonly Recorder _recorder = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton<IWorkflowAuthorizer>(_recorder));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_first_failure_of_a_group_counts_no_retry()
    {
        _host.External.FailNext(new InvalidOperationException("Down."));

        var failed = await _host.RunPlainAsync("run_group", ProcessStatus.Failed);

        var row = Assert.Single(failed.Steps, static step => step.Status == StepStatus.Failed);
        Assert.False(row.State!.ContainsKey("retries"));
    }

    [Fact]
    public async Task A_step_on_a_condition_is_still_asked_about_by_its_own_name_when_it_is_retried()
    {
        _host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await _host.RunPlainAsync("work_on_condition", ProcessStatus.Failed);

        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Contains(
            new(WorkflowAction.Retry, "work_on_condition", Target.System, "QuestionWorkflows.Work", "ann") { ProcessId = failed.ProcessId },
            _recorder.Asked
        );
    }

    [Theory]
    [InlineData("suspended", WorkflowAction.Resume)]
    [InlineData("waiting", WorkflowAction.Retry)]
    [InlineData("failed", WorkflowAction.Retry)]
    [InlineData("api_unavailable", WorkflowAction.Retry)]
    [InlineData("inconsistent_data", WorkflowAction.Retry)]
    [InlineData("awaiting_callback", WorkflowAction.Retry)]
    [InlineData("resumed", WorkflowAction.Retry)]
    public async Task No_one_resumes_or_aborts_a_process_unasked_whatever_status_it_has(string status, WorkflowAction action)
    {
        var asking = await _host.RunPlainAsync("ask_then_call_back", ProcessStatus.Suspended);

        // Not due, so that no worker takes one that could continue.
        _host.Database.Query(
            $"UPDATE processes SET last_status = '{status}', due_at = '2999-01-01T00:00:00.000000Z' WHERE pid = '{asking.ProcessId}'"
        );
        _recorder.Refused = "bob";

        await Assert.ThrowsAsync<ForbiddenException>(() =>
            _host.Processes.ResumeAsync(asking.ProcessId, [EngineHost.Page(new { answer = 1 })], "bob")
        );
        await Assert.ThrowsAsync<ForbiddenException>(() => _host.Processes.AbortAsync(asking.ProcessId, "bob"));

        Assert.Equal(
            [action, WorkflowAction.Abort],
            _recorder.Asked.Where(static request => request.User == "bob").Select(static request => request.Action)
        );
        Assert.Equal([status], _host.Database.Query($"SELECT last_status FROM processes WHERE pid = '{asking.ProcessId}'"));
    }

    [Fact]
    public async Task An_answer_counts_for_the_step_that_asked_and_not_once_more_after_a_callback()
    {
        var process = await _host.RunPlainAsync("ask_then_call_back", ProcessStatus.Suspended);
        await _host.Processes.ResumeAsync(process.ProcessId, [EngineHost.Page(new { answer = 21 })], "noc");
        await _host.CallBackAsync(process.ProcessId, new { ok = "yes" });

        var done = await _host.WaitAsync(process.ProcessId, ProcessStatus.Completed);

        Assert.Equal(42, done.CurrentState.Get<int>("reported"));
    }

    [Fact]
    public async Task What_one_callback_says_of_its_key_and_its_time_out_is_not_the_next_one_s()
    {
        const string Expiry = "SELECT expires_at FROM process_callbacks";
        var process = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        var first = _host.Database.Query(Expiry).Single();
        await _host.CallBackAsync(process.ProcessId, new { colour = "red" });
        await _host.WaitAsync(process.ProcessId, ProcessStatus.AwaitingCallback);
        var second = _host.Database.Query(Expiry).Single();
        await _host.CallBackAsync(process.ProcessId, new { colour = "blue" });

        var done = await _host.WaitAsync(process.ProcessId, ProcessStatus.Completed);

        Assert.NotEqual("null", first);
        Assert.Equal("null", second);
        Assert.Equal(("red", "blue"), (ColourAt("order"), ColourAt("callback_result")));
        string ColourAt(string key) => done.CurrentState.Get<Dictionary<string, string>>(key)["colour"];
    }

    [Fact]
    public async Task A_process_continues_where_it_stood_however_many_rows_it_has_and_whatever_its_steps_are_called_now()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."), new TimeoutException("Still down."));
        var id = await _host.StartAsync("reconcile_thing", thing);
        await _host.WaitAsync(id, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(id, [], "ann");
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_host.Database.Query($"SELECT stepid FROM process_steps WHERE pid = '{id}' AND status = 'failed'").Count == 2)
        );
        await _host.WaitAsync(id, ProcessStatus.Failed);
        _host.Database.Query($"UPDATE process_steps SET name = 'As it was called before' WHERE pid = '{id}'");

        await _host.Processes.ResumeAsync(id, [], "ann");

        var done = await _host.WaitAsync(id, ProcessStatus.Completed);
        Assert.Equal(
            [
                "As it was called before",
                "As it was called before",
                "As it was called before",
                "As it was called before",
                "As it was called before",
                "Apply thing",
                "Unlock subscription",
                "Refresh subscription search index",
                "Refresh process search index",
                "Done",
            ],
            done.Steps.Select(static step => step.Name)
        );
    }

    [Fact]
    public async Task What_an_exception_s_class_is_called_does_not_say_what_kind_of_failure_it_is()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new AssertionError());

        await _host.WaitAsync(await _host.StartAsync("validate_thing", thing), ProcessStatus.Failed);
    }

    [Fact]
    public async Task A_resume_of_which_no_worker_was_told_is_found_by_every_host()
    {
        _host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await _host.RunPlainAsync("mop_floor", ProcessStatus.Failed);

        // What is left when the host dies between storing a resume and telling a worker.
        _host.Database.Query($"UPDATE processes SET last_status = 'resumed' WHERE pid = '{failed.ProcessId}'");

        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_pause_and_a_release_during_a_long_step_run_it_once()
    {
        var engine = _host.Services.GetRequiredService<IEngineControl>();
        _host.External.Hold();
        var id = await _host.Processes.StartAsync("run_group", [EngineHost.Page(new { })], "test");
        await _host.External.Entered;

        await engine.PauseAsync("test");
        await engine.ResumeAsync("test");
        _host.External.Open();
        var process = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Single(_host.External.Calls);
        Assert.Equal(1, process.CurrentState.Get<int>("attempt"));
        Assert.Equal(1, _host.External.Overlap);
    }

    private sealed class Recorder : IWorkflowAuthorizer
    {
        private readonly ConcurrentQueue<WorkflowAuthorization> _asked = new();

        public string? Refused { get; set; }

        public IReadOnlyCollection<WorkflowAuthorization> Asked => _asked;

        public async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            _asked.Enqueue(request);
            return request.User != Refused;
        }
    }

    /// <summary>Is called what orchestrator-core takes for inconsistent data.</summary>
    private sealed class AssertionError() : Exception("Something else is wrong.");
}
