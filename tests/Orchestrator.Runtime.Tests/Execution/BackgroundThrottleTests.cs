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
        Advance(9);
        Assert.False(step.IsCompleted);

        Advance(1);

        await step.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_step_waits_fifty_milliseconds_at_most_however_much_persons_do()
    {
        _throttle.ReportIndividualWork();
        var step = WaitAsync();
        for (var elapsed = 0; elapsed < 49; elapsed++)
        {
            Advance(1);
            _throttle.ReportIndividualWork();
        }

        Assert.False(step.IsCompleted);

        Advance(1);

        await step.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_step_waits_until_a_transaction_of_a_persons_process_has_been_over_for_ten_milliseconds()
    {
        var transaction = _throttle.BeginIndividualTransaction();
        var step = WaitAsync();
        Advance(30);
        Assert.False(step.IsCompleted);

        transaction.Dispose();
        Advance(9);
        Assert.False(step.IsCompleted);

        Advance(1);

        await step.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void A_transaction_that_ends_leaves_the_others()
    {
        using var first = _throttle.BeginIndividualTransaction();
        _throttle.BeginIndividualTransaction().Dispose();

        Advance(20);

        Assert.False(WaitAsync().IsCompleted);
    }

    [Fact]
    public void A_transaction_that_waits_for_a_lock_holds_nothing_up_after_a_tenth_of_a_second()
    {
        using var transaction = _throttle.BeginIndividualTransaction();

        Advance(100);

        Assert.True(WaitAsync().IsCompletedSuccessfully);
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

    /// <summary>In steps of one, so that each timer which is set meanwhile has its own moment.</summary>
    private void Advance(int milliseconds)
    {
        for (var elapsed = 0; elapsed < milliseconds; elapsed++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private Task WaitAsync() => _throttle.WaitAsync(TestContext.Current.CancellationToken).AsTask();
}
