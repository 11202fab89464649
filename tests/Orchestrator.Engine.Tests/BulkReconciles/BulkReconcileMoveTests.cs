using CsCheck;
using Orchestrator.BulkReconciles;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>What the brakes promise, for any course of events between two decisions.</summary>
public sealed class BulkReconcileMoveTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<BulkReconcileBrakes> Brakes =
        from canary in Gen.Int[0, 6]
        from failed in Gen.Int[0, 5]
        from percent in Gen.Int[0, 60]
        from least in Gen.Int[1, 8]
        from wave in Gen.Int[0, 7]
        select new BulkReconcileBrakes
        {
            Canary = canary == 0 ? null : canary,
            StopAfterFailed = failed == 0 ? null : failed,
            StopAfterPercent = percent == 0 ? null : percent,
            MinEnded = least,
            WaveSize = wave == 0 ? null : wave,
        };

    [Fact]
    public void No_more_is_touched_than_was_promised_and_canary_and_waves_are_exact() =>
        Gen.Select(Brakes, Gen.Int[1, 8], Gen.Int[1, 60], Gen.Int[0, 100].Array[60], Gen.Int[0, 1_000].Array[400], Gen.Int[0, 50])
            .Sample(
                static (brakes, concurrency, total, outcomes, events, failing) =>
                    new Course(brakes, concurrency, total, failing, outcomes).Run(events)
            );

    [Fact]
    public void The_time_between_waves_begins_when_a_wave_has_ended()
    {
        var ended = Of(new() { WaveSize = 2, WaitSeconds = 30 }, new(6, 4, 0, 2, 0, 0));

        Assert.Equal(new BulkReconcileMove.WaitForWave(Now.AddSeconds(30)), BulkReconcileMove.Decide(ended, Now));
        Assert.Equal(new BulkReconcileMove.Hold(), BulkReconcileMove.Decide(ended with { NextWaveAt = Now.AddSeconds(1) }, Now));
        Assert.Equal(new BulkReconcileMove.BeginWave(4), BulkReconcileMove.Decide(ended with { NextWaveAt = Now }, Now));
    }

    [Fact]
    public void One_that_waits_for_a_person_holds_up_the_canary_and_no_wave()
    {
        var counts = new BulkReconcileCounts(6, 4, 0, 1, 0, 0) { Waiting = 1 };

        Assert.Equal(
            new BulkReconcileMove.Pull("canary", "Of the 2 reconciles that went first, 1 completed, 0 failed and 1 wait for a person."),
            BulkReconcileMove.Decide(Of(new() { Canary = 2 }, counts), Now)
        );
        Assert.Equal(new BulkReconcileMove.BeginWave(4), BulkReconcileMove.Decide(Of(new() { WaveSize = 2 }, counts), Now));
    }

    [Fact]
    public void A_percentage_counts_from_the_number_that_has_ended()
    {
        var brakes = new BulkReconcileBrakes { StopAfterPercent = 10 };

        Assert.IsType<BulkReconcileMove.Start>(BulkReconcileMove.Decide(Of(brakes, new(50, 31, 0, 10, 9, 0)), Now));
        Assert.Equal(
            new BulkReconcileMove.Pull("stop_after", "2 of 20 ended reconciles failed; it stops after 10 percent."),
            BulkReconcileMove.Decide(Of(brakes, new(50, 30, 0, 18, 2, 0)), Now)
        );
        Assert.IsType<BulkReconcileMove.Start>(BulkReconcileMove.Decide(Of(brakes, new(50, 30, 0, 19, 1, 0)), Now));
    }

    private static StoredBulkReconcile Of(BulkReconcileBrakes brakes, BulkReconcileCounts counts, int concurrency = 5) =>
        new(new("", concurrency, brakes), Pause: null, counts) { StageEnd = brakes.FirstStageEnd, CanaryPassed = brakes.Canary is null };

    /// <summary>A bulk reconcile whose reconciles end at any time, in any order.</summary>
    private sealed class Course
    {
        private readonly BulkReconcileBrakes _brakes;
        private readonly int _concurrency;
        private readonly int _failing;
        private readonly int[] _outcomes;
        private readonly List<int> _stages = [];
        private StoredBulkReconcile _bulk;
        private int? _promised;

        internal Course(BulkReconcileBrakes brakes, int concurrency, int total, int failing, int[] outcomes)
        {
            (_brakes, _concurrency, _failing, _outcomes) = (brakes, concurrency, failing, outcomes);
            _bulk = Of(brakes, new(total, total, 0, 0, 0, 0), concurrency);
        }

        internal void Run(int[] events)
        {
            foreach (var chance in events)
            {
                if (chance % 2 == 0)
                {
                    Decide();
                }
                else if (_bulk.Counts.Running > 0)
                {
                    End();
                }
            }

            Assert.True(_promised is null || _bulk.Counts.Started <= _promised);
            Assert.True(_brakes.Canary is null || _bulk.CanaryPassed || _bulk.Counts.Started <= _brakes.Canary);
            Assert.All(_stages.SkipLast(1).Skip(_brakes.Canary is null ? 0 : 1), size => Assert.Equal(_brakes.WaveSize, size));
            Assert.True(_stages.Count < 2 || _brakes.Canary is null || _stages[0] == _brakes.Canary);
        }

        private void Decide()
        {
            switch (BulkReconcileMove.Decide(_bulk, Now))
            {
                case BulkReconcileMove.Start(var room):
                    Assert.Null(_promised);
                    Start(room);
                    break;
                case BulkReconcileMove.BeginWave(var end):
                    Assert.Equal(0, _bulk.Counts.Running);
                    Assert.True(_bulk.CanaryPassed || _bulk.Counts.Done == _brakes.Canary);
                    _stages.Add(0);
                    _bulk = _bulk with { StageEnd = end, CanaryPassed = true };
                    break;
                case BulkReconcileMove.Pull(var brake, var reason):
                    _bulk = _bulk with { Pause = new(brake, reason, null, Now) };
                    break;
                default:
                    break;
            }
        }

        private void Start(int room)
        {
            Assert.InRange(_bulk.Counts.Running + room, 1, _concurrency);
            if (_stages.Count == 0)
            {
                _stages.Add(0);
            }

            _stages[^1] += room;
            Count(counts => counts with { ToStart = counts.ToStart - room, Running = counts.Running + room });
        }

        private void End()
        {
            var failed = _outcomes[_bulk.Counts.Done + _bulk.Counts.Failed] < _failing;
            var running = _bulk.Counts.Running;
            Count(counts =>
                failed
                    ? counts with
                    {
                        Running = counts.Running - 1,
                        Failed = counts.Failed + 1,
                    }
                    : counts with
                    {
                        Running = counts.Running - 1,
                        Done = counts.Done + 1,
                    }
            );
            if (failed && _bulk.Counts.Failed == _brakes.StopAfterFailed)
            {
                Assert.InRange(running, 1, _concurrency);
                _promised = _bulk.Counts.Done + _bulk.Counts.Failed + _bulk.Counts.Running;
            }
        }

        private void Count(Func<BulkReconcileCounts, BulkReconcileCounts> change) => _bulk = _bulk with { Counts = change(_bulk.Counts) };
    }
}
