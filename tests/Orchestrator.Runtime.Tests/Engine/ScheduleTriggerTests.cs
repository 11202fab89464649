using System.Globalization;
using System.Text.Json;
using CsCheck;
using Orchestrator.Engine.Schedules;

namespace Orchestrator.Tests.Engine;

public sealed class ScheduleTriggerTests
{
    private static readonly DateTimeOffset Created = Time("2026-11-24T08:00:00Z");

    [Theory]
    [InlineData("interval", """{"hours": 2}""", "2026-11-24T08:00:00Z", "2026-11-24T10:00:00Z")]
    [InlineData("interval", """{"hours": 2}""", "2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z")]
    [InlineData("interval", """{"weeks": 1, "days": 1}""", "2026-11-24T08:00:00Z", "2026-12-02T08:00:00Z")]
    [InlineData("interval", """{"hours": 1, "start_date": "2027-01-01T00:00:00Z"}""", "2026-11-24T08:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("interval", """{"hours": 1, "start_date": "2026-01-01T00:30:00Z"}""", "2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z")]
    [InlineData("interval", """{"hours": 1, "end_date": "2026-11-24T08:30:00Z"}""", "2026-11-24T08:00:00Z", null)]
    [InlineData("date", """{"run_date": "2026-11-24T09:00:00"}""", "2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z")]
    [InlineData("date", """{"run_date": "2026-11-24T09:00:00", "timezone": "Europe/Amsterdam"}""", "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z")]
    [InlineData("date", """{"run_date": "2026-11-24T09:00:00Z"}""", "2026-11-24T09:00:00Z", null)]
    [InlineData("cron", """{"hour": 2, "minute": 30}""", "2026-11-24T08:00:00Z", "2026-11-25T02:30:00Z")]
    [InlineData("cron", """{"hour": "2"}""", "2026-11-24T08:00:00Z", "2026-11-25T02:00:00Z")]
    [InlineData("cron", """{"minute": "*/10"}""", "2026-11-24T08:00:00Z", "2026-11-24T08:10:00Z")]
    [InlineData("cron", """{"day": 1}""", "2026-11-24T08:00:00Z", "2026-12-01T00:00:00Z")]
    [InlineData("cron", """{"day": "last", "hour": 12}""", "2026-11-24T08:00:00Z", "2026-11-30T12:00:00Z")]
    [InlineData("cron", """{"day_of_week": 0}""", "2026-11-24T08:00:00Z", "2026-11-30T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "sun", "hour": 3}""", "2026-11-24T08:00:00Z", "2026-11-29T03:00:00Z")]
    [InlineData("cron", """{"day_of_week": "5-6", "hour": 3}""", "2026-11-24T08:00:00Z", "2026-11-28T03:00:00Z")]
    [InlineData("cron", """{"hour": 2, "start_date": "2027-01-01T02:00:00Z"}""", "2026-11-24T08:00:00Z", "2027-01-01T02:00:00Z")]
    [InlineData("cron", """{"hour": 2, "timezone": "Europe/Amsterdam"}""", "2026-11-24T08:00:00Z", "2026-11-25T01:00:00Z")]
    [InlineData("cron", """{"hour": 2, "end_date": "2026-11-24T12:00:00Z"}""", "2026-11-24T08:00:00Z", null)]
    [InlineData("cron", """{"year": 2028}""", "2026-11-24T08:00:00Z", "2028-01-01T00:00:00Z")]
    [InlineData("cron", """{"year": "2026,2028", "month": 2, "day": 29}""", "2026-11-24T08:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("cron", """{"year": 2025, "hour": 2}""", "2026-11-24T08:00:00Z", null)]
    [InlineData("cron", """{"year": "*/2", "day": "last"}""", "2026-12-31T08:00:00Z", "2028-01-31T00:00:00Z")]
    [InlineData("cron", """{"week": 53}""", "2026-11-24T08:00:00Z", "2026-12-28T00:00:00Z")]
    [InlineData("cron", """{"week": "1-10/9", "day_of_week": "mon"}""", "2026-11-24T08:00:00Z", "2027-01-04T00:00:00Z")]
    [InlineData("cron", """{"week": 53, "month": 6}""", "2026-11-24T08:00:00Z", null)]
    [InlineData("cron", """{"day": "3rd fri", "hour": 9}""", "2026-11-24T08:00:00Z", "2026-12-18T09:00:00Z")]
    [InlineData("cron", """{"day": "Last SUN", "hour": 9}""", "2026-11-24T08:00:00Z", "2026-11-29T09:00:00Z")]
    [InlineData("cron", """{"day": "5th mon"}""", "2026-11-24T08:00:00Z", "2026-11-30T00:00:00Z")]
    [InlineData("cron", """{"day": "5th mon"}""", "2026-11-30T08:00:00Z", "2027-03-29T00:00:00Z")]
    [InlineData("cron", """{"day": "10,last", "hour": 9}""", "2026-11-24T08:00:00Z", "2026-11-30T09:00:00Z")]
    [InlineData("cron", """{"day": "1st mon, 15-20/5", "hour": 9}""", "2026-12-08T08:00:00Z", "2026-12-15T09:00:00Z")]
    [InlineData("cron", """{"day": "last sun", "hour": 3, "timezone": "Europe/Amsterdam"}""", "2027-03-01T00:00:00Z", "2027-03-28T01:00:00Z")]
    [InlineData("cron", """{"week": 15, "timezone": "America/Santiago"}""", "2027-04-01T00:00:00Z", "2027-04-12T04:00:00Z")]
    public void A_trigger_is_due_next_when_its_arguments_say(string kind, string arguments, string after, string? expected) =>
        Assert.Equal(expected is null ? null : Time(expected), ScheduleTrigger.Parse(kind, JsonElement.Parse(arguments)).NextAfter(Time(after), Created));

    [Theory]
    [InlineData("0 2 * * 0", "2026-11-29T02:00:00Z")]
    [InlineData("0 2 * * 7", "2026-11-29T02:00:00Z")]
    [InlineData("0 2 * * 1", "2026-11-30T02:00:00Z")]
    [InlineData("0 2 * * MON-FRI", "2026-11-25T02:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-24T08:15:00Z")]
    [InlineData("30 */15 * * * *", "2026-11-24T08:00:30Z")]
    [InlineData("0 2 L * *", "2026-11-30T02:00:00Z")]
    public void A_cron_expression_counts_days_from_Sunday(string expression, string expected)
    {
        var trigger = ScheduleTrigger.Cron(expression);

        Assert.Equal(Time(expected), trigger.NextAfter(Created, Created));
        Assert.Equal(Time(expected), ScheduleTrigger.Parse(trigger.Kind, trigger.Arguments).NextAfter(Created, Created));
    }

    [Theory]
    [InlineData("interval", "{}", "at least one of weeks, days, hours, minutes, seconds")]
    [InlineData("interval", """{"hours": "two"}""", "hours of a trigger of the kind interval is no number")]
    [InlineData("interval", """{"hours": 1, "jitter": 86401}""", "at most 86400 seconds")]
    [InlineData("interval", """{"hours": 1, "jitter": -1}""", "jitter of a trigger of the kind interval is no number from 0")]
    [InlineData("date", """{"run_date": "2026-11-24T09:00:00Z", "jitter": 5}""", "has no use for jitter")]
    [InlineData("cron", "{}", "at least one of year, month")]
    [InlineData("cron", """{"year": 1969}""", "year '1969' of a cron trigger makes no sense: write numbers from 1970 to 2099")]
    [InlineData("cron", """{"week": "0-3"}""", "week '0-3' of a cron trigger makes no sense: write numbers from 1 to 53")]
    [InlineData("cron", """{"week": "*/0"}""", "week '*/0' of a cron trigger makes no sense")]
    [InlineData("cron", """{"day": "3rd fri, 32"}""", "day '32' of a cron trigger makes no sense: write numbers from 1 to 31")]
    [InlineData("cron", """{"day": "3rd friday"}""", "is no cron expression")]
    [InlineData("cron", """{"hour": 25}""", "'0 0 25 * * *' is no cron expression")]
    [InlineData("cron", """{"hour": 1, "timezone": "Mars/Olympus"}""", "knows no time zone 'Mars/Olympus'")]
    [InlineData("cron", """{"hour": true}""", "hour of a trigger of the kind cron is no text")]
    [InlineData("date", "{}", "A date needs run_date")]
    [InlineData("date", """{"run_date": "soon"}""", "run_date of a trigger of the kind date is no time")]
    [InlineData("sometimes", "{}", "'sometimes' is no trigger")]
    [InlineData("date", "[]", "are an object")]
    public void A_trigger_that_makes_no_sense_is_refused_with_the_argument(string kind, string arguments, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidRequestException>(() => ScheduleTrigger.Parse(kind, JsonElement.Parse(arguments))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("* * *", "has 3 fields")]
    [InlineData("99 * * * *", "'99 * * * *' is no cron expression")]
    public void A_cron_expression_that_makes_no_sense_is_refused_as_it_was_written(string expression, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidRequestException>(() => ScheduleTrigger.Cron(expression)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_interval_is_due_strictly_later_on_its_grid_and_never_skips_a_time() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Long[0, 4_000_000_000]).Sample((seconds, passed) =>
        {
            var after = Created.AddSeconds(passed);
            var next = ScheduleTrigger.Every(TimeSpan.FromSeconds(seconds)).NextAfter(after, Created)!.Value;

            return next > after && next - after <= TimeSpan.FromSeconds(seconds) && (next - Created).Ticks % TimeSpan.FromSeconds(seconds).Ticks == 0;
        });

    [Fact]
    public void A_cron_trigger_is_due_at_the_first_hour_that_an_enumeration_finds()
    {
        string[] weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        string[] ordinals = ["1st", "2nd", "3rd", "4th", "5th"];
        var day = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 31], Gen.Int[0, 5], Gen.Int[0, 6]).Select((kind, number, which, weekday) => kind switch
        {
            0 => "*",
            1 => "last",
            2 => $"{number}",
            _ => $"{(which == 5 ? "last" : ordinals[which])} {weekdays[weekday]}",
        });
        static Gen<int?> Maybe(int least, int greatest) => Gen.Int[least, greatest + ((greatest - least + 1) / 2)].Select(number => number > greatest ? (int?)null : number);
        Gen.Select(
            Maybe(2026, 2028),
            Maybe(1, 12),
            Gen.Select(day, day).Select(static (one, other) => one == "*" || other == "*" ? one : $"{one},{other}"),
            Maybe(1, 53),
            Maybe(0, 6),
            Gen.Int[0, 23],
            Gen.Int[0, 20_000]).Sample((year, month, days, week, weekday, hour, passed) =>
        {
            bool Fits(DateTimeOffset time) =>
                (year ?? time.Year) == time.Year && (month ?? time.Month) == time.Month && (week ?? ISOWeek.GetWeekOfYear(time.DateTime)) == ISOWeek.GetWeekOfYear(time.DateTime)
                && (weekday ?? Monday0(time)) == Monday0(time) && days.Split(',').Any(part => FitsDay(time, part));
            bool FitsDay(DateTimeOffset time, string part)
            {
                var sameWeekdays = Enumerable.Range(1, DateTime.DaysInMonth(time.Year, time.Month)).Where(number => Monday0(new(time.Year, time.Month, number, 0, 0, 0, TimeSpan.Zero)) == Monday0(time)).ToList();
                return part switch
                {
                    "*" => true,
                    "last" => time.AddDays(1).Month != time.Month,
                    _ when part.Split(' ') is [var which, var name] => weekdays[Monday0(time)] == name && (which == "last" ? sameWeekdays[^1] : sameWeekdays.ElementAtOrDefault(Array.IndexOf(ordinals, which))) == time.Day,
                    _ => int.Parse(part, CultureInfo.InvariantCulture) == time.Day,
                };
            }

            var arguments = JsonSerializer.SerializeToElement(new { year, month, day = days, week, day_of_week = weekday, hour });
            var after = Created.AddHours(passed);
            var end = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
            DateTimeOffset? expected = null;
            for (var time = new DateTimeOffset(after.UtcDateTime.Date, TimeSpan.Zero).AddHours(hour); time < end && expected is null; time = time.AddDays(1))
            {
                expected = time > after && Fits(time) ? time : null;
            }

            var found = ScheduleTrigger.Parse("cron", arguments).NextAfter(after, Created);
            return found == expected || (expected is null && (found is null || found >= end));
        });

        static int Monday0(DateTimeOffset time) => ((int)time.DayOfWeek + 6) % 7;
    }

    [Fact]
    public void A_jitter_makes_every_time_late_once_by_less_than_it_and_the_same_for_everybody() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 900], Gen.Guid).Sample((seconds, jitter, schedule) =>
        {
            var arguments = JsonSerializer.SerializeToElement(new { seconds, jitter });
            var (one, other) = (ScheduleTrigger.Parse("interval", arguments), ScheduleTrigger.Parse("interval", arguments));
            var due = new List<DateTimeOffset>();
            for (var last = Created; due.Count < 40;)
            {
                last = one.DueAfter(last, Created, schedule)!.Value;
                due.Add(last);
            }

            // Of as many times as have surely passed each is there, as late as it may be, and none twice.
            var times = Enumerable.Range(1, 40).Select(number => Created.AddSeconds(number * seconds)).Where(time => time.AddSeconds(jitter) <= due[^1]).ToArray();
            return due.SequenceEqual(due.Distinct().Order())
                && due[^1] == other.DueAfter(due[^2], Created, schedule)
                && times.All(time => due.Any(at => at >= time && at <= time.AddSeconds(jitter)))
                && due.All(at => at > Created.AddSeconds(seconds - 1));
        });

    [Fact]
    public void Schedules_with_the_same_times_are_not_late_by_the_same()
    {
        var trigger = ScheduleTrigger.Parse("cron", JsonElement.Parse("""{"hour": 2, "jitter": 3600}"""));

        var due = Enumerable.Range(0, 50).Select(_ => trigger.DueAfter(Created, Created, Guid.NewGuid())!.Value).ToArray();

        Assert.InRange(due.Distinct().Count(), 40, 50);
        Assert.All(due, static at => Assert.InRange(at, Time("2026-11-25T02:00:00Z"), Time("2026-11-25T03:00:00Z")));
    }

    [Fact]
    public void A_jitter_leads_to_no_time_before_the_schedule_was_made_and_none_behind_its_end()
    {
        var trigger = ScheduleTrigger.Parse("cron", JsonElement.Parse("""{"hour": "8,9", "jitter": 7200, "end_date": "2026-11-24T09:00:01Z"}"""));

        var due = Enumerable.Range(0, 50).Select(_ => trigger.DueAfter(Created.AddMinutes(1), Created.AddMinutes(1), Guid.NewGuid())!.Value).ToArray();

        Assert.All(due, static at => Assert.InRange(at, Time("2026-11-24T09:00:00Z"), Time("2026-11-24T09:00:01Z")));
        Assert.Null(trigger.DueAfter(Time("2026-11-24T09:00:01Z"), Created, Guid.NewGuid()));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
