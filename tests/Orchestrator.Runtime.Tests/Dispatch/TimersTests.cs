using System.ComponentModel.DataAnnotations;
using System.Reflection;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Background;
using Orchestrator.Options;

namespace Orchestrator.Tests.Dispatch;

public sealed class TimersTests
{
    // These are compared with moments in the database, and no timer waits for them.
    private static readonly string[] Retentions =
    [
        nameof(OrchestratorOptions.TaskRetention),
        nameof(OrchestratorOptions.ProcessRetention),
        nameof(OrchestratorOptions.AuditRetention),
        nameof(OrchestratorOptions.DriftRetention),
        nameof(OrchestratorOptions.IdempotencyRetention),
        nameof(OrchestratorOptions.ReconcilePlanRetention),
        nameof(OrchestratorOptions.WebhookRetryTime),
        nameof(OrchestratorOptions.WebhookRetention),
    ];

    [Fact]
    public void Any_time_becomes_one_that_every_timer_takes_and_that_is_not_shorter_unless_none_is_so_long() =>
        Gen.TimeSpan.Sample(static time =>
        {
            var wait = Timers.Of(time);
            using var timer = new CancellationTokenSource(wait, TimeProvider.System);
            return wait >= TimeSpan.Zero && (wait >= time || wait == Timers.MaxDuration) && wait.Ticks % TimeSpan.TicksPerMillisecond == 0;
        });

    [Fact]
    public void What_is_longer_than_any_timer_is_the_longest_and_nothing_is_negative()
    {
        Assert.Equal(Timers.MaxDuration, Timers.Of(TimeSpan.MaxValue));
        Assert.Equal(Timers.MaxDuration, Timers.Of(TimeSpan.FromDays(60)));
        Assert.Equal(TimeSpan.Zero, Timers.Of(TimeSpan.MinValue));
        Assert.Equal(TimeSpan.FromMilliseconds(1), Timers.Of(TimeSpan.FromTicks(1)));
    }

    [Fact]
    public async Task A_moment_has_come_when_the_clock_says_so_and_not_when_a_timer_fires()
    {
        var clock = new FakeTimeProvider();
        var due = clock.GetUtcNow() + TimeSpan.FromSeconds(10);
        var early = new ClockThatIsBehind(clock);

        var wait = Timers.WaitUntilAsync(due, TimeSpan.FromMinutes(1), early, TestContext.Current.CancellationToken);
        early.Behind = TimeSpan.FromMilliseconds(4);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(wait.IsCompleted);

        clock.Advance(TimeSpan.FromMilliseconds(4));
        Assert.True(await wait);
    }

    [Fact]
    public async Task A_moment_is_not_waited_for_when_a_clock_that_was_set_back_makes_it_distant()
    {
        var clock = new FakeTimeProvider();
        var due = clock.GetUtcNow() + TimeSpan.FromSeconds(10);
        var back = new ClockThatIsBehind(clock);

        var wait = Timers.WaitUntilAsync(due, TimeSpan.FromMinutes(1), back, TestContext.Current.CancellationToken);
        back.Behind = TimeSpan.FromDays(1);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.False(await wait);
    }

    [Fact]
    public void No_setting_that_a_timer_waits_for_can_be_longer_than_a_timer()
    {
        var settings = typeof(OrchestratorOptions)
            .GetProperties()
            .Where(static property => property.PropertyType == typeof(TimeSpan) && !Retentions.Contains(property.Name))
            .ToArray();

        Assert.NotEmpty(settings);
        Assert.All(
            settings,
            static setting =>
                Assert.InRange(
                    TimeSpan.Parse(
                        (string)setting.GetCustomAttribute<RangeAttribute>()!.Maximum,
                        System.Globalization.CultureInfo.InvariantCulture
                    ),
                    TimeSpan.Zero,
                    Timers.MaxDuration
                )
        );
    }

    /// <summary>A clock behind its timers.</summary>
    private sealed class ClockThatIsBehind(FakeTimeProvider timers) : TimeProvider
    {
        internal TimeSpan Behind { get; set; }

        public override DateTimeOffset GetUtcNow() => timers.GetUtcNow() - Behind;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            timers.CreateTimer(callback, state, dueTime, period);
    }
}
