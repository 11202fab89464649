using System.ComponentModel.DataAnnotations;
using System.Reflection;
using CsCheck;
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
}
