using System.Globalization;
using System.Text.Json;
using CsCheck;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Tests.Schedules;

/// <summary>By how much a jitter delays the times of a schedule.</summary>
public sealed class ScheduleJitterTests
{
    private static readonly DateTimeOffset Created = Time("2026-11-24T08:00:00Z");

    [Fact]
    public void A_jitter_delays_every_time_once_by_less_than_it_and_by_the_same_on_every_host() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 900], Gen.Guid)
            .Sample(
                (seconds, jitter, schedule) =>
                {
                    var arguments = JsonSerializer.SerializeToElement(new { seconds, jitter });
                    var (one, other) = (ScheduleTrigger.Parse("interval", arguments), ScheduleTrigger.Parse("interval", arguments));
                    var due = new List<DateTimeOffset>();
                    for (var last = Created; due.Count < 40; )
                    {
                        last = one.DueAfter(last, Created, schedule)!.Value;
                        due.Add(last);
                    }

                    // Of as many times as have surely passed each is there, as late as it may be, and none twice.
                    var times = Enumerable
                        .Range(1, 40)
                        .Select(number => Created.AddSeconds(number * seconds))
                        .Where(time => time.AddSeconds(jitter) <= due[^1])
                        .ToArray();
                    return due.SequenceEqual(due.Distinct().Order())
                        && due[^1] == other.DueAfter(due[^2], Created, schedule)
                        && times.All(time => due.Any(at => at >= time && at <= time.AddSeconds(jitter)))
                        && due.All(at => at > Created.AddSeconds(seconds - 1));
                }
            );

    [Fact]
    public void Schedules_with_the_same_times_are_not_late_by_the_same()
    {
        var trigger = ScheduleTrigger.Parse("cron", JsonElement.Parse("""{"hour": 2, "jitter": 3600}"""));

        var due = Enumerable.Range(0, 50).Select(_ => trigger.DueAfter(Created, Created, Guid.NewGuid())!.Value).ToArray();

        Assert.InRange(due.Distinct().Count(), 40, 50);
        Assert.All(due, static at => Assert.InRange(at, Time("2026-11-25T02:00:00Z"), Time("2026-11-25T03:00:00Z")));
    }

    [Fact]
    public void A_jitter_leads_to_no_time_before_the_schedule_was_created_or_after_its_end()
    {
        var trigger = ScheduleTrigger.Parse(
            "cron",
            JsonElement.Parse("""{"hour": "8,9", "jitter": 7200, "end_date": "2026-11-24T09:00:01Z"}""")
        );

        var due = Enumerable
            .Range(0, 50)
            .Select(_ => trigger.DueAfter(Created.AddMinutes(1), Created.AddMinutes(1), Guid.NewGuid())!.Value)
            .ToArray();

        Assert.All(due, static at => Assert.InRange(at, Time("2026-11-24T09:00:00Z"), Time("2026-11-24T09:00:01Z")));
        Assert.Null(trigger.DueAfter(Time("2026-11-24T09:00:01Z"), Created, Guid.NewGuid()));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
