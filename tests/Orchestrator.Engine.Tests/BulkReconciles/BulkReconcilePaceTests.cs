using CsCheck;
using Orchestrator.BulkReconciles;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>A bulk reconcile is looked at as often as there is something to start together.</summary>
public sealed class BulkReconcilePaceTests
{
    private static readonly BulkReconcileCounts Before = new(1_000, ToStart: 900, Running: 20, Done: 80, 0, 0);

    [Theory]
    [InlineData(1, 20, 100)]
    [InlineData(4, 20, 50)]
    [InlineData(10, 20, 20)]
    [InlineData(20, 20, 20)]
    [InlineData(1, 1, 20)]
    public void The_next_look_is_when_half_of_what_runs_will_have_ended(int ended, int running, int milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            BulkReconcilePace.PauseAfter(
                Before with
                {
                    ToStart = 900 - ended,
                    Running = running,
                    Done = 80 + ended,
                },
                Before,
                TimeSpan.FromMilliseconds(20)
            )
        );

    [Fact]
    public void While_nothing_moves_it_is_twice_as_late_each_time_and_never_too_late_for_what_runs()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(80), BulkReconcilePace.PauseAfter(Before, Before, TimeSpan.FromMilliseconds(40)));
        Assert.Equal(TimeSpan.FromSeconds(1), BulkReconcilePace.PauseAfter(Before, Before, TimeSpan.FromHours(1)));
        var waiting = Before with { Running = 0, Waiting = 20 };
        Assert.Equal(TimeSpan.FromSeconds(5), BulkReconcilePace.PauseAfter(waiting, waiting, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void It_is_within_its_bounds_whatever_was_found_and_however_long_ago() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 1_000], Gen.Int[-10, 1_000], Gen.Long[-1_000, 1_000_000_000_000])
            .Sample(
                static (running, waiting, ended, ticks) =>
                    Assert.InRange(
                        BulkReconcilePace.PauseAfter(
                            Before with
                            {
                                Running = running,
                                Waiting = waiting,
                                Done = 80 + ended,
                            },
                            Before,
                            TimeSpan.FromTicks(ticks)
                        ),
                        BulkReconcilePace.Least,
                        BulkReconcilePace.MaxWhileWaiting
                    )
            );
}
