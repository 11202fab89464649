using Microsoft.Extensions.Time.Testing;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution.Failures;

/// <summary>A step holds no worker for longer than it may.</summary>
public sealed class StepTimeoutTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(configure: Configure, time: _clock);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_step_that_stops_when_it_is_told_to_fails_with_its_limit()
    {
        _host.External.Hold(heedsCancellation: true);
        var processId = await StartAsync();

        _clock.Advance(Limit);

        var failed = await _host.WaitAsync(processId, ProcessStatus.Waiting);
        Assert.StartsWith("Step 'Apply patiently' took longer than its limit of 00:01:00. ", failed.FailedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_with_a_limit_of_its_own_fails_with_that_one()
    {
        _host.External.Hold(heedsCancellation: true);
        var processId = await StartAsync("apply_soon");

        _clock.Advance(TimeSpan.FromSeconds(20));

        var failed = await _host.WaitAsync(processId, ProcessStatus.Failed);
        Assert.StartsWith("Step 'Apply briefly' took longer than its limit of 00:00:20. ", failed.FailedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_does_not_stop_fails_and_frees_its_worker_and_what_it_still_gives_is_not_recorded()
    {
        _host.External.Hold();
        var processId = await StartAsync();

        _clock.Advance(Limit);
        var failed = await WaitMovingAsync(processId, ProcessStatus.Waiting);
        _host.External.HoldOnlyThoseInside();
        await _host.RunPlainAsync("retry_by_hand", ProcessStatus.Completed);
        _host.External.Open();

        Assert.Contains("does not stop when it is told to", failed.FailedReason, StringComparison.Ordinal);
        Assert.Equal(ProcessStatus.Waiting, (await _host.Processes.GetAsync(processId)).Status);
    }

    [Fact]
    public async Task A_step_that_continues_after_an_abort_frees_its_worker()
    {
        _host.External.Hold();
        var processId = await StartAsync();

        await _host.Processes.AbortAsync(processId, "test");
        _host.External.HoldOnlyThoseInside();
        var next = await _host.Processes.StartAsync("retry_by_hand", [EngineHost.Page(new { })], "test");

        await WaitMovingAsync(next, ProcessStatus.Completed);
        Assert.Equal(ProcessStatus.Aborted, (await _host.Processes.GetAsync(processId)).Status);
    }

    private static void Configure(OrchestratorOptions options)
    {
        options.StepTimeout = Limit;
        options.LeaseDuration = TimeSpan.FromMinutes(10);
        options.Queues["tasks"] = 1;
    }

    private async Task<Guid> StartAsync(string workflow = "retry_by_hand")
    {
        var processId = await _host.Processes.StartAsync(workflow, [EngineHost.Page(new { })], "test");
        await _host.External.Entered;
        return processId;
    }

    /// <summary>Waits, while time goes by: the patience with a step begins at a moment that the test does not see.</summary>
    private async Task<ProcessDetail> WaitMovingAsync(Guid processId, ProcessStatus status)
    {
        await EngineHost.UntilAsync(async () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            return (await _host.Processes.GetAsync(processId)).Status == status;
        });
        return await _host.Processes.GetAsync(processId);
    }
}
