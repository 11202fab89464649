using Microsoft.Extensions.Time.Testing;
using Orchestrator.Execution;

namespace Orchestrator.Tests.Execution;

/// <summary>Bulk work and tasks make room for what a person waits for, and never stop.</summary>
public sealed class BackgroundThrottleTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly BackgroundThrottle _throttle;

    public BackgroundThrottleTests() => _throttle = new(_clock);

    [Fact]
    public void Nothing_waits_where_no_one_has_started_anything() => Assert.True(WaitAsync().IsCompletedSuccessfully);

    [Fact]
    public async Task A_step_waits_until_a_persons_process_has_begun_nothing_for_ten_milliseconds()
    {
        _throttle.ReportIndividualWork();
        var step = WaitAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(9));
        Assert.False(step.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await step.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_step_waits_twenty_milliseconds_at_most_however_much_persons_do()
    {
        _throttle.ReportIndividualWork();
        var step = WaitAsync();
        foreach (var elapsed in new[] { 5, 5, 5, 4 })
        {
            _clock.Advance(TimeSpan.FromMilliseconds(elapsed));
            _throttle.ReportIndividualWork();
        }

        Assert.False(step.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await step.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_step_that_waits_ends_with_its_process()
    {
        using var aborted = new CancellationTokenSource();
        _throttle.ReportIndividualWork();
        var step = _throttle.WaitAsync(aborted.Token).AsTask();

        await aborted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step);
    }

    private Task WaitAsync() => _throttle.WaitAsync(TestContext.Current.CancellationToken).AsTask();
}
