using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Binding;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution.Failures;

public sealed class RetryStepTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly FakeTimeProvider _clock = new(Noon);
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_retried_step_without_a_policy_waits_until_someone_asks()
    {
        _host.External.FailNext(new InvalidOperationException("Refused."));
        var waiting = await _host.RunPlainAsync("retry_by_hand", ProcessStatus.Waiting);
        await _host.Processes.ResumeAsync(waiting.ProcessId, [], "test");
        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.Equal("Refused.", waiting.FailedReason);
        Assert.Equal(["null"], _database.Query($"SELECT due_at FROM processes WHERE pid = '{waiting.ProcessId}'"));
        Assert.Equal(
            ["Start Success", "Apply patiently Waiting", "Apply patiently Success", "Done Complete"],
            process.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.Equal(2, process.CurrentState.Get<int>("attempt"));
        Assert.Null(process.FailedReason);
    }

    [Fact]
    public async Task A_retried_step_with_a_policy_is_retried_automatically()
    {
        _host.External.FailNext(new InvalidOperationException("Refused."), new InvalidOperationException("Refused otherwise."));
        var waiting = await _host.RunPlainAsync("retry_by_itself", ProcessStatus.Waiting);
        await _host.AdvanceAsync(TimeSpan.FromHours(1));
        await _host.AdvanceAsync(TimeSpan.FromHours(3));
        var process = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Completed);

        Assert.Equal(3, process.CurrentState.Get<int>("attempt"));
        Assert.Equal(
            ["Start Success", "Apply stubbornly Waiting", "Apply stubbornly Waiting", "Apply stubbornly Success", "Done Complete"],
            process.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
    }

    [Fact]
    public async Task A_policy_has_had_enough_inside_a_group_too()
    {
        _host.External.FailNext([.. Enumerable.Range(1, 3).Select(static number => new InvalidOperationException($"Refused {number}."))]);
        var waiting = await _host.RunPlainAsync("retry_in_group", ProcessStatus.Waiting);
        await _host.AdvanceAsync(TimeSpan.FromHours(1));
        await _host.AdvanceAsync(TimeSpan.FromHours(3));
        var failed = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "test");
        var process = await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal("Refused 3.", failed.FailedReason);
        Assert.Equal(4, process.CurrentState.Get<int>("attempt"));
    }

    [Fact]
    public async Task A_policy_that_has_had_enough_fails_the_process_and_begins_again_when_someone_retries()
    {
        _host.External.FailNext([.. Enumerable.Range(0, 4).Select(static _ => new InvalidOperationException("Refused."))]);
        var waiting = await _host.RunPlainAsync("retry_by_itself", ProcessStatus.Waiting);
        await _host.AdvanceAsync(TimeSpan.FromHours(1));
        await _host.AdvanceAsync(TimeSpan.FromHours(3));
        var failed = await _host.WaitAsync(waiting.ProcessId, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "test");
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Waiting);
        await _host.AdvanceAsync(TimeSpan.FromHours(1));
        var process = await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal(
            ["Start Success", "Apply stubbornly Waiting", "Apply stubbornly Failed"],
            failed.Steps.Take(3).Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.Equal(1, failed.Steps[1].State!.Get<int>("retries"));
        Assert.Equal(5, process.CurrentState.Get<int>("attempt"));
    }

    [Fact]
    public async Task The_time_of_the_next_attempt_is_stored_and_kept_by_whichever_host_is_there_then()
    {
        _host.External.FailNext(new InvalidOperationException("Refused."));
        var processId = (await _host.RunPlainAsync("retry_by_itself", ProcessStatus.Waiting)).ProcessId;
        var firstDue = await DueAsync(processId);
        await _host.StopAsync();

        await using var next = await StartAsync();
        next.External.FailNext(new InvalidOperationException("Refused again."));
        await next.AdvanceAsync(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        var early = await next.Processes.GetAsync(processId);
        await next.AdvanceAsync(TimeSpan.FromSeconds(1));
        var late = await next.WaitAsync(processId, ProcessStatus.Waiting);
        var secondDue = await DueAsync(processId);
        await next.AdvanceAsync(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(ProcessStatus.Waiting, (await next.Processes.GetAsync(processId)).Status);
        await next.AdvanceAsync(TimeSpan.FromSeconds(1));
        var process = await next.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Equal((Noon.AddHours(1), Noon.AddHours(1 + 3)), (firstDue, secondDue));
        Assert.Equal(("Refused.", "Refused again."), (early.FailedReason, late.FailedReason));
        Assert.Equal(3, process.CurrentState.Get<int>("attempt"));
        Assert.Equal(
            [Noon, Noon.AddHours(1), Noon.AddHours(4)],
            process.Steps.Where(static step => step.Name == "Apply stubbornly").Select(static step => step.StartedAt!.Value)
        );
        Assert.Null(await DueAsync(processId));
    }

    [Fact]
    public void A_delay_grows_with_each_attempt_up_to_a_day_and_ends_with_the_last() =>
        Gen.Select(Gen.Int[0, 5_000], Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 1e300]), Gen.Double[1, 1e6], Gen.Int[1, 6_000])
            .Sample(
                (attempts, first, backoff, attempt) =>
                {
                    var policy = new RetryPolicy(attempts, RetryPolicy.ToDelay(first), backoff);
                    var delay = policy.DelayAfter(attempt);
                    Assert.Equal(attempt >= attempts, delay is null);
                    Assert.True(delay is null || (delay >= TimeSpan.Zero && delay <= TimeSpan.FromDays(1)));
                    Assert.True(delay is null || policy.DelayAfter(attempt + 1) is not { } next || next >= delay);
                }
            );

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(_database, time: _clock);

    /// <summary>When the store says that a process is to be tried again.</summary>
    private async Task<DateTimeOffset?> DueAsync(Guid processId)
    {
        await using var database = await _host
            .Services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>()
            .CreateDbContextAsync();
        return await database
            .Set<ProcessEntity>()
            .Where(process => process.ProcessId == processId)
            .Select(static process => process.DueAt)
            .SingleAsync();
    }
}
