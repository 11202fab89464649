using CsCheck;
using Orchestrator.Binding;
using Orchestrator.Engine;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Engine;

public sealed class RetryStepTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_retried_step_without_a_policy_waits_until_somebody_asks()
    {
        _host.External.FailNext(new InvalidOperationException("Refused."));
        var waiting = await _host.RunPlainAsync("retry_by_hand", ProcessStatus.Waiting);
        await _host.Processes.ResumeAsync(waiting.ProcessId, [], "test");
        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.Equal("Refused.", waiting.FailedReason);
        Assert.Equal(["null"], _host.Database.Query($"SELECT due_at FROM processes WHERE pid = '{waiting.ProcessId}'"));
        Assert.Equal(["Start Success", "Apply patiently Waiting", "Apply patiently Success", "Done Complete"], process.Steps.Select(static step => $"{step.Name} {step.Status}"));
        Assert.Equal(2, process.CurrentState.Get<int>("attempt"));
        Assert.Null(process.FailedReason);
    }

    [Fact]
    public async Task A_retried_step_with_a_policy_is_tried_again_by_itself()
    {
        _host.External.FailNext(new InvalidOperationException("Refused."), new InvalidOperationException("Refused otherwise."));
        var process = await _host.RunPlainAsync("retry_by_itself");

        Assert.Equal(3, process.CurrentState.Get<int>("attempt"));
        Assert.Equal(
            ["Start Success", "Apply stubbornly Waiting", "Apply stubbornly Waiting", "Apply stubbornly Success", "Done Complete"],
            process.Steps.Select(static step => $"{step.Name} {step.Status}"));
    }

    [Fact]
    public async Task A_policy_that_has_had_enough_fails_the_process_and_begins_anew_when_somebody_retries()
    {
        _host.External.FailNext([.. Enumerable.Range(0, 4).Select(static _ => new InvalidOperationException("Refused."))]);
        var failed = await _host.RunPlainAsync("retry_by_itself", ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "test");
        var process = await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal(["Start Success", "Apply stubbornly Waiting", "Apply stubbornly Failed"], failed.Steps.Take(3).Select(static step => $"{step.Name} {step.Status}"));
        Assert.Equal(1, failed.Steps[1].State!.Get<int>("retries"));
        Assert.Equal(5, process.CurrentState.Get<int>("attempt"));
    }

    [Fact]
    public void A_delay_grows_with_each_attempt_up_to_a_day_and_ends_with_the_last() =>
        Gen.Select(Gen.Int[0, 50], Gen.Double[0, 1e6], Gen.Double[1, 1e6], Gen.Int[1, 60]).Sample((attempts, first, backoff, attempt) =>
        {
            var policy = new RetryPolicy(attempts, TimeSpan.FromSeconds(first), backoff);
            var delay = policy.DelayAfter(attempt);
            Assert.Equal(attempt >= attempts, delay is null);
            Assert.True(delay is null || (delay >= TimeSpan.Zero && delay <= TimeSpan.FromDays(1)));
            Assert.True(delay is null || policy.DelayAfter(attempt + 1) is not { } next || next >= delay);
        });
}
