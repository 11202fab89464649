using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>
/// A clock that throws stops what needs it, and nothing for longer than it throws. Everything needs it, so it has a host of its own.
/// </summary>
public sealed class FaultyClockTests
{
    public static TheoryData<string> Exceptions { get; } = [.. FaultyHost.Exceptions];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task A_clock_that_throws_for_a_while_ends_no_loop(string exception)
    {
        var clock = new BrokenClock(exception) { Broken = "CreateTimer" };
        using var log = new HostLog();
        await using var host = await EngineHost.StartAsync(
            time: clock,
            services: services => services.AddLogging(logging => logging.AddProvider(log))
        );
        await UntilToldAsync();
        clock.Broken = "GetUtcNow";
        await UntilToldAsync();
        clock.Broken = null;

        await host.RunPlainAsync("mop_floor");
        var schedules = host.Services.GetRequiredService<ISchedules>();
        var id = await schedules.CreateAsync(
            "mop_floor",
            "Soon",
            ScheduleTrigger.Every(TimeSpan.FromSeconds(1)),
            [EngineHost.Page(new { })],
            "ann"
        );
        await EngineHost.UntilAsync(async () =>
            (await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id).LastProcessId is not null
        );

        async Task UntilToldAsync()
        {
            log.Clear();
            await EngineHost.UntilAsync(() =>
                Task.FromResult(log.Entries.Any(static entry => entry.Text.StartsWith("Firing schedules failed", StringComparison.Ordinal)))
            );
        }
    }

    private sealed class BrokenClock(string exception) : TimeProvider
    {
        public string? Broken { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Break(nameof(GetUtcNow));
            return base.GetUtcNow();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Break(nameof(CreateTimer));
            return base.CreateTimer(callback, state, dueTime, period);
        }

        private void Break(string member)
        {
            if (Broken == member)
            {
                throw FaultyHost.Make(exception);
            }
        }
    }
}
