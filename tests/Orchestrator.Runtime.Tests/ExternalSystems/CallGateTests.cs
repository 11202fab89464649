using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.ExternalResources;
using Orchestrator.ExternalSystems;

namespace Orchestrator.Tests.ExternalSystems;

/// <summary>Which calls of a host may begin, with a clock that the test moves.</summary>
public sealed class CallGateTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _clock = new();
    private readonly CallGate _gate;

    public CallGateTests() => _gate = new(limit: 2, interval: null, _clock);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Nothing_begins_before_the_host_has_something_and_no_more_than_that()
    {
        var calls = Enter(_gate, CallOrigin.Individual, 5);
        Assert.All(calls, static call => Assert.False(call.IsCompleted));
        Assert.True(_gate.Look().IsLacking);

        Take(_gate, slots: 2);

        Assert.Equal(2, calls.Count(static call => call.IsCompletedSuccessfully));
        Assert.Equal(new(5, 5, 2, 0), _gate.Look().Demand);
    }

    [Fact]
    public async Task What_was_started_individually_goes_first_and_the_oldest_among_equals()
    {
        Take(_gate, slots: 1);
        var running = await _gate.EnterAsync(CallOrigin.Background, CancellationToken.None);
        var background = Enter(_gate, CallOrigin.Background, 2);
        var individual = Enter(_gate, CallOrigin.Individual, 2);

        Task<IDisposable?>[] order = [individual[0], individual[1], background[0], background[1]];
        for (var next = 0; next < order.Length; next++)
        {
            running!.Dispose();
            Assert.Equal(next + 1, order.Count(static call => call.IsCompletedSuccessfully));
            running = await order[next];
        }
    }

    [Fact]
    public async Task A_call_that_gives_up_leaves_no_registration()
    {
        using var stop = new CancellationTokenSource();
        Take(_gate, slots: 1);
        var running = await _gate.EnterAsync(CallOrigin.Individual, CancellationToken.None);
        var waiting = _gate.EnterAsync(CallOrigin.Individual, stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _gate.EnterAsync(CallOrigin.Individual, stop.Token));
        Assert.Equal(new(1, 1, 1, 0), _gate.Look().Demand);
        running!.Dispose();
        Assert.Equal(new(0, 0, 0, 0), _gate.Look().Demand);
    }

    [Fact]
    public async Task A_call_that_ends_twice_ends_once()
    {
        Take(_gate, slots: 2);
        var calls = Enter(_gate, CallOrigin.Individual, 4);

        var first = await calls[0];
        first!.Dispose();
        first.Dispose();

        Assert.Equal(3, calls.Count(static call => call.IsCompletedSuccessfully));
    }

    [Fact]
    public void A_host_whose_lease_is_over_begins_nothing_until_it_has_asked_again()
    {
        Take(_gate, slots: 2);
        _clock.Advance(Lease);

        var call = Enter(_gate, CallOrigin.Individual, 1).Single();

        Assert.False(call.IsCompleted);
        Assert.True(_gate.Look().IsLacking);
        Take(_gate, slots: 1);
        Assert.True(call.IsCompletedSuccessfully);
    }

    [Fact]
    public void Whatever_happens_no_more_calls_run_than_the_host_has_slots_and_each_call_gets_its_turn() =>
        Gen.Select(Gen.Int[1, 4], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 20]).Array[1, 80])
            .Sample(
                (limit, actions) =>
                {
                    using var gate = new CallGate(limit, interval: null, _clock);
                    Take(gate, limit);
                    var running = new List<Task<IDisposable?>>();
                    var waiting = new List<(Task<IDisposable?> Call, CancellationTokenSource Stop)>();
                    foreach (var (action, which) in actions)
                    {
                        switch (action)
                        {
                            case 0 or 1:
                                var stop = new CancellationTokenSource();
                                waiting.Add((gate.EnterAsync((CallOrigin)action, stop.Token).AsTask(), stop));
                                break;
                            case 2 when running.Count > 0:
                                running[which % running.Count].Result!.Dispose();
                                running.RemoveAt(which % running.Count);
                                break;
                            case 3 when waiting.Count > 0:
                                waiting[which % waiting.Count].Stop.Cancel();
                                break;
                            default:
                                break;
                        }

                        running.AddRange(waiting.Where(static call => call.Call.IsCompletedSuccessfully).Select(static call => call.Call));
                        waiting.RemoveAll(static call => call.Call.IsCompleted);
                        Assert.InRange(running.Count, 0, limit);
                        Assert.Equal(running.Count < limit ? 0 : waiting.Count, waiting.Count);
                        Assert.Equal(
                            (running.Count + waiting.Count, running.Count),
                            (gate.Look().Demand.Wanted, gate.Look().Demand.Running)
                        );
                    }
                }
            );

    [Fact]
    public void Calls_of_any_second_are_at_most_as_many_as_the_limit_and_those_of_a_late_timer() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 60], Gen.Int[0, 30].Array[1, 200])
            .Sample(
                static (perSecond, calls, waits) =>
                {
                    var clock = new FakeTimeProvider();
                    var interval = TimeSpan.FromSeconds(1) / perSecond;
                    using var gate = new CallGate(limit: null, interval, clock);
                    var begun = new List<TimeSpan>();
                    var reservedUntil = TimeSpan.Zero;
                    var waiting = Enter(gate, CallOrigin.Individual, calls).ToList();
                    foreach (var wait in waits)
                    {
                        var state = gate.Look();
                        if (state.IsLacking)
                        {
                            // As the store does it: the next reservation begins when the last one is over.
                            var starts = Math.Min(state.Demand.Starts, 5);
                            var from = reservedUntil > gate.Now ? reservedUntil : gate.Now;
                            reservedUntil = from + (starts * interval);
                            gate.Take(new(int.MaxValue, IsShared: false, starts, from - gate.Now), gate.Now, Lease);
                        }

                        begun.AddRange(waiting.Where(static call => call.IsCompleted).Select(_ => gate.Now));
                        waiting.RemoveAll(static call => call.IsCompleted);
                        clock.Advance(TimeSpan.FromMilliseconds(wait));
                    }

                    Assert.All(
                        begun,
                        start =>
                            Assert.InRange(
                                begun.Count(other => other >= start && other < start + TimeSpan.FromSeconds(1)),
                                1,
                                perSecond + 2 + (perSecond / 25)
                            )
                    );
                }
            );

    private static List<Task<IDisposable?>> Enter(CallGate gate, CallOrigin origin, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => gate.EnterAsync(origin, CancellationToken.None).AsTask())];

    private static void Take(CallGate gate, int slots) => gate.Take(new(slots, IsShared: false, Starts: 0, TimeSpan.Zero), gate.Now, Lease);
}
