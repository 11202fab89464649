using System.Globalization;
using System.Text.Json;
using CsCheck;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Tests.Schedules;

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
    [InlineData(
        "date",
        """{"run_date": "2026-11-24T09:00:00", "timezone": "Europe/Amsterdam"}""",
        "2026-11-24T07:00:00Z",
        "2026-11-24T08:00:00Z"
    )]
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
    [InlineData(
        "cron",
        """{"day": "last sun", "hour": 3, "timezone": "Europe/Amsterdam"}""",
        "2027-03-01T00:00:00Z",
        "2027-03-28T01:00:00Z"
    )]
    [InlineData("cron", """{"week": 15, "timezone": "America/Santiago"}""", "2027-04-01T00:00:00Z", "2027-04-12T04:00:00Z")]
    [InlineData("cron", """{"day_of_week": "*/2"}""", "2026-11-24T08:00:00Z", "2026-11-25T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "*/2"}""", "2026-11-27T00:00:00Z", "2026-11-29T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "*/2"}""", "2026-11-29T00:00:00Z", "2026-11-30T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "1-5/2"}""", "2026-11-26T00:00:00Z", "2026-11-28T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "5/1"}""", "2026-11-24T00:00:00Z", "2026-11-28T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "Fri-Mon"}""", "2026-11-29T00:00:00Z", "2026-11-30T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "mon#2"}""", "2026-11-24T08:00:00Z", "2026-12-14T00:00:00Z")]
    [InlineData("cron", """{"day_of_week": "friL"}""", "2026-11-24T08:00:00Z", "2026-11-27T00:00:00Z")]
    [InlineData("cron", """{"day": "last fri", "hour": 0, "timezone": "Africa/Cairo"}""", "2026-04-01T00:00:00Z", "2026-04-23T22:00:00Z")]
    [InlineData(
        "cron",
        """{"day": "1st sun", "hour": 0, "timezone": "America/Santiago"}""",
        "2026-08-20T00:00:00Z",
        "2026-09-06T04:00:00Z"
    )]
    [InlineData("cron", """{"day": "last sun", "hour": 0, "timezone": "Asia/Beirut"}""", "2026-03-10T00:00:00Z", "2026-03-28T22:00:00Z")]
    [InlineData("cron", """{"day": "2nd sun", "hour": 0, "timezone": "America/Havana"}""", "2026-03-02T00:00:00Z", "2026-03-08T05:00:00Z")]
    [InlineData(
        "cron",
        """{"day": "1st sun", "hour": 0, "timezone": "America/Sao_Paulo"}""",
        "2018-10-20T00:00:00Z",
        "2018-11-04T03:00:00Z"
    )]
    [InlineData(
        "cron",
        """{"day": "last sat", "hour": 23, "minute": 30, "timezone": "America/Scoresbysund"}""",
        "2025-03-20T00:00:00Z",
        "2025-03-30T01:00:00Z"
    )]
    [InlineData("cron", """{"hour": 0, "minute": 15, "timezone": "America/Asuncion"}""", "2020-10-04T03:15:00Z", "2020-10-05T03:15:00Z")]
    [InlineData("interval", """{"weeks": 5000, "start_date": "9999-12-01"}""", "9999-12-02T00:00:00Z", null)]
    public void A_trigger_is_due_next_when_its_arguments_say(string kind, string arguments, string after, string? expected) =>
        Assert.Equal(
            expected is null ? null : Time(expected),
            ScheduleTrigger.Parse(kind, JsonElement.Parse(arguments)).NextAfter(Time(after), Created)
        );

    [Theory]
    [InlineData("0 2 * * 0", "2026-11-29T02:00:00Z")]
    [InlineData("0 2 * * 7", "2026-11-29T02:00:00Z")]
    [InlineData("0 2 * * 1", "2026-11-30T02:00:00Z")]
    [InlineData("0 2 * * MON-FRI", "2026-11-25T02:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-24T08:15:00Z")]
    [InlineData("30 */15 * * * *", "2026-11-24T08:00:30Z")]
    [InlineData("0 2 * * */2", "2026-11-26T02:00:00Z")]
    [InlineData("0 2 * * 5-7", "2026-11-27T02:00:00Z")]
    [InlineData("0 2 * * SAT-SUN", "2026-11-28T02:00:00Z")]
    [InlineData("0 2 * * 1#1", "2026-12-07T02:00:00Z")]
    [InlineData("0 2 L * *", "2026-11-30T02:00:00Z")]
    public void A_cron_expression_counts_days_from_Sunday(string expression, string expected)
    {
        var trigger = ScheduleTrigger.Cron(expression);

        Assert.Equal(Time(expected), trigger.NextAfter(Created, Created));
        Assert.Equal(Time(expected), ScheduleTrigger.Parse(trigger.Kind, trigger.Arguments).NextAfter(Created, Created));
    }

    [Theory]
    [InlineData("interval", "{}", "at least one of weeks, days, hours, minutes, seconds")]
    [InlineData("interval", """{"hours": "two"}""", "hours of a trigger of the kind interval is not a number")]
    [InlineData("interval", """{"hours": 1, "jitter": 86401}""", "at most 86400 seconds")]
    [InlineData("interval", """{"hours": 1, "jitter": -1}""", "jitter of a trigger of the kind interval is not a number from 0")]
    [InlineData("date", """{"run_date": "2026-11-24T09:00:00Z", "jitter": 5}""", "has no use for jitter")]
    [InlineData("cron", "{}", "at least one of year, month")]
    [InlineData("cron", """{"year": 1969}""", "year '1969' of a cron trigger makes no sense: write numbers from 1970 to 2099")]
    [InlineData("cron", """{"week": "0-3"}""", "week '0-3' of a cron trigger makes no sense: write numbers from 1 to 53")]
    [InlineData("cron", """{"week": "*/0"}""", "week '*/0' of a cron trigger makes no sense")]
    [InlineData("cron", """{"day": "3rd fri, 32"}""", "day '32' of a cron trigger makes no sense: write numbers from 1 to 31")]
    [InlineData("cron", """{"day": "3rd friday"}""", "day '3rd friday' of a cron trigger is not a field")]
    [InlineData("cron", """{"hour": 25}""", "'0 0 25 * * *' is not a cron expression")]
    [InlineData("cron", """{"hour": 1, "timezone": "Mars/Olympus"}""", "knows no time zone 'Mars/Olympus'")]
    [InlineData("cron", """{"hour": true}""", "hour of a trigger of the kind cron is not a text")]
    [InlineData("date", "{}", "A date needs run_date")]
    [InlineData("date", """{"run_date": "soon"}""", "run_date of a trigger of the kind date is not a time")]
    [InlineData("sometimes", "{}", "'sometimes' is not a trigger")]
    [InlineData("date", "[]", "are an object")]
    [InlineData("interval", """{"weeks": 999999999}""", "at most 36500 days")]
    [InlineData("interval", """{"weeks": 1000000}""", "at most 36500 days")]
    [InlineData("interval", """{"days": 3000000}""", "at most 36500 days")]
    [InlineData("interval", """{"hours": 1e400}""", "hours of a trigger of the kind interval is not a number")]
    [InlineData("interval", """{"hours": 1, "hours": 2}""", "'hours' is given to a trigger twice")]
    [InlineData("interval", """{"hours": 1, "\ud800": 2}""", "half of a surrogate pair")]
    [InlineData(
        "interval",
        """{"hours": 1, "start_date": "0001-01-01", "timezone": "Europe/Amsterdam"}""",
        "outside of the years 1 to 9999"
    )]
    [InlineData("date", """{"run_date": "9999-12-31T23:59:59", "timezone": "America/New_York"}""", "outside of the years 1 to 9999")]
    [InlineData("date", """{"run_date": "0001-01-01T00:00:00+05:00"}""", "is not a time")]
    [InlineData("date", """{"run_date": "10:00"}""", "is not a time")]
    [InlineData(
        "cron",
        """{"hour": 3, "end_date": "9999-12-31T23:59:59", "timezone": "America/New_York"}""",
        "outside of the years 1 to 9999"
    )]
    [InlineData("cron", """{"day_of_week": "7"}""", "day_of_week '7' of a cron trigger makes no sense: write numbers from 0 to 6")]
    [InlineData("cron", """{"day_of_week": 8}""", "day_of_week '8' of a cron trigger makes no sense")]
    [InlineData("cron", """{"day_of_week": "0-7"}""", "day_of_week '0-7' of a cron trigger makes no sense")]
    [InlineData("cron", """{"day_of_week": "99999999999"}""", "day_of_week '99999999999' of a cron trigger makes no sense")]
    [InlineData("cron", """{"day_of_week": "*/0"}""", "day_of_week '*/0' of a cron trigger makes no sense")]
    [InlineData("cron", """{"day_of_week": "-1"}""", "day_of_week '-1' of a cron trigger makes no sense")]
    [InlineData("cron", """{"day_of_week": "monday"}""", "day_of_week 'monday' of a cron trigger makes no sense")]
    [InlineData("cron", """{"year": "\u0662\u0660\u0663\u0660"}""", "of a cron trigger makes no sense")]
    [InlineData("cron", """{"hour": "", "minute": "1 2"}""", "hour '' of a cron trigger is not a field")]
    [InlineData("cron", """{"hour": "\ud800"}""", "hour of a trigger of the kind cron is not a text")]
    [InlineData("cron", """{"hour": "99999999999999999999"}""", "is not a cron expression")]
    public void A_trigger_that_makes_no_sense_is_refused_with_the_argument(string kind, string arguments, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<InvalidRequestException>(() => ScheduleTrigger.Parse(kind, JsonElement.Parse(arguments))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("* * *", "has 3 fields")]
    [InlineData("99 * * * *", "'99 * * * *' is not a cron expression")]
    public void A_cron_expression_that_makes_no_sense_is_refused_as_it_was_written(string expression, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<InvalidRequestException>(() => ScheduleTrigger.Cron(expression)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void An_interval_is_due_strictly_later_on_its_grid_and_never_skips_a_time() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Long[0, 4_000_000_000])
            .Sample(
                (seconds, passed) =>
                {
                    var after = Created.AddSeconds(passed);
                    var next = ScheduleTrigger.Every(TimeSpan.FromSeconds(seconds)).NextAfter(after, Created)!.Value;

                    return next > after
                        && next - after <= TimeSpan.FromSeconds(seconds)
                        && (next - Created).Ticks % TimeSpan.FromSeconds(seconds).Ticks == 0;
                }
            );

    [Fact]
    public void A_cron_trigger_is_due_at_the_first_hour_that_an_enumeration_finds()
    {
        string[] weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        string[] ordinals = ["1st", "2nd", "3rd", "4th", "5th"];
        var day = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 31], Gen.Int[0, 5], Gen.Int[0, 6])
            .Select(
                (kind, number, which, weekday) =>
                    kind switch
                    {
                        0 => "*",
                        1 => "last",
                        2 => $"{number}",
                        _ => $"{(which == 5 ? "last" : ordinals[which])} {weekdays[weekday]}",
                    }
            );
        static Gen<int?> Maybe(int least, int greatest) =>
            Gen.Int[least, greatest + ((greatest - least + 1) / 2)].Select(number => number > greatest ? (int?)null : number);
        Gen.Select(
                Maybe(2026, 2028),
                Maybe(1, 12),
                Gen.Select(day, day).Select(static (one, other) => one == "*" || other == "*" ? one : $"{one},{other}"),
                Maybe(1, 53),
                Maybe(0, 6),
                Gen.Int[0, 23],
                Gen.Int[0, 20_000]
            )
            .Sample(
                (year, month, days, week, weekday, hour, passed) =>
                {
                    bool Fits(DateTimeOffset time) =>
                        (year ?? time.Year) == time.Year
                        && (month ?? time.Month) == time.Month
                        && (week ?? ISOWeek.GetWeekOfYear(time.DateTime)) == ISOWeek.GetWeekOfYear(time.DateTime)
                        && (weekday ?? Monday0(time)) == Monday0(time)
                        && days.Split(',').Any(part => FitsDay(time, part));
                    bool FitsDay(DateTimeOffset time, string part)
                    {
                        var sameWeekdays = Enumerable
                            .Range(1, DateTime.DaysInMonth(time.Year, time.Month))
                            .Where(number => Monday0(new(time.Year, time.Month, number, 0, 0, 0, TimeSpan.Zero)) == Monday0(time))
                            .ToList();
                        return part switch
                        {
                            "*" => true,
                            "last" => time.AddDays(1).Month != time.Month,
                            _ when part.Split(' ') is [var which, var name] => weekdays[Monday0(time)] == name
                                && (which == "last" ? sameWeekdays[^1] : sameWeekdays.ElementAtOrDefault(Array.IndexOf(ordinals, which)))
                                    == time.Day,
                            _ => int.Parse(part, CultureInfo.InvariantCulture) == time.Day,
                        };
                    }

                    var arguments = JsonSerializer.SerializeToElement(
                        new
                        {
                            year,
                            month,
                            day = days,
                            week,
                            day_of_week = weekday,
                            hour,
                        }
                    );
                    var after = Created.AddHours(passed);
                    var end = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    DateTimeOffset? expected = null;
                    for (
                        var time = new DateTimeOffset(after.UtcDateTime.Date, TimeSpan.Zero).AddHours(hour);
                        time < end && expected is null;
                        time = time.AddDays(1)
                    )
                    {
                        expected = time > after && Fits(time) ? time : null;
                    }

                    var found = ScheduleTrigger.Parse("cron", arguments).NextAfter(after, Created);
                    return found == expected || (expected is null && (found is null || found >= end));
                }
            );

        static int Monday0(DateTimeOffset time) => ((int)time.DayOfWeek + 6) % 7;
    }

    [Fact]
    public void In_every_zone_a_time_of_day_is_due_once_on_each_of_its_days_and_after_the_gap_where_clocks_jump_over_it()
    {
        string[] weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        string[] which = ["1st", "2nd", "3rd", "4th", "last"];
        string[] zones =
        [
            "Africa/Cairo",
            "America/Santiago",
            "Asia/Beirut",
            "America/Havana",
            "America/Sao_Paulo",
            "America/Scoresbysund",
            "Europe/Amsterdam",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "Asia/Tehran",
            "Asia/Amman",
            "Asia/Gaza",
            "Asia/Kathmandu",
            "UTC",
        ];
        Gen.Select(
                OneOf(zones),
                Gen.Int[0, 2],
                Gen.Int[0, 6],
                OneOf(which),
                OneOf(0, 0, 1, 2, 3, 12, 23),
                OneOf(0, 0, 15, 30, 59),
                Gen.Int[2015, 2035]
            )
            .Sample(
                (name, kind, weekday, ordinal, hour, minute, year) =>
                {
                    var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
                    var arguments = kind switch
                    {
                        0 => JsonSerializer.SerializeToElement(
                            new
                            {
                                hour,
                                minute,
                                timezone = name,
                            }
                        ),
                        1 => JsonSerializer.SerializeToElement(
                            new
                            {
                                day_of_week = weekday,
                                hour,
                                minute,
                                timezone = name,
                            }
                        ),
                        _ => JsonSerializer.SerializeToElement(
                            new
                            {
                                day = $"{ordinal} {weekdays[weekday]}",
                                hour,
                                minute,
                                timezone = name,
                            }
                        ),
                    };
                    bool Fits(DateTime day) =>
                        kind == 0
                        || (
                            ((int)day.DayOfWeek + 6) % 7 == weekday
                            && (
                                kind == 1
                                || (
                                    ordinal == "last"
                                        ? day.AddDays(7).Month != day.Month
                                        : (day.Day - 1) / 7 == Array.IndexOf(which, ordinal)
                                )
                            )
                        );
                    var days = Enumerable
                        .Range(0, 366)
                        .Select(number => new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(number))
                        .Where(Fits);
                    var expected = days.Select(day => Instant(day.AddHours(hour).AddMinutes(minute), zone)).Distinct().ToList();

                    var trigger = ScheduleTrigger.Parse("cron", arguments);
                    var found = new List<DateTimeOffset>();
                    for (var last = expected[0].AddTicks(-1); found.Count < expected.Count; last = found[^1])
                    {
                        found.Add(trigger.NextAfter(last, Created)!.Value);
                    }

                    Assert.Equal(expected, found);
                },
                iter: 300
            );

        static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
        {
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }

            return new(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
        }
    }

    [Theory]
    [InlineData("""{"year": 2099, "day": 31}""")]
    [InlineData("""{"week": 1}""")]
    [InlineData("""{"day": "last fri"}""")]
    public void A_trigger_that_is_asked_on_the_last_day_of_the_calendar_is_never_due(string arguments) =>
        Assert.Null(ScheduleTrigger.Parse("cron", JsonElement.Parse(arguments)).NextAfter(Time("9999-12-31T00:00:00Z"), Created));

    [Fact]
    public void Whatever_is_given_is_a_trigger_that_is_due_strictly_later_or_is_refused()
    {
        string[] kinds = ["interval", "cron", "date", "Cron", ""];
        string[] names =
        [
            "weeks",
            "days",
            "hours",
            "minutes",
            "seconds",
            "start_date",
            "end_date",
            "timezone",
            "jitter",
            "run_date",
            "year",
            "month",
            "day",
            "week",
            "day_of_week",
            "hour",
            "minute",
            "second",
            "x",
            "",
        ];
        string[] values =
        [
            "0",
            "1",
            "-1",
            "1.5",
            "7",
            "31",
            "53",
            "2099",
            "86400",
            "1e9",
            "1e308",
            "1e400",
            "99999999999",
            "-0",
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\" \"",
            "\"*\"",
            "\"*/2\"",
            "\"*/0\"",
            "\"1-5\"",
            "\"5-1\"",
            "\"0-7\"",
            "\"sun-tue\"",
            "\"sat#5\"",
            "\"L\"",
            "\"LW\"",
            "\"15W\"",
            "\"last fri\"",
            "\"5th mon, 31\"",
            "\"last,1\"",
            "\"@daily\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\u0665\"",
            "\"0001-01-01\"",
            "\"9999-12-31T23:59:59\"",
            "\"9999-12-31T23:59:59-12:00\"",
            "\"2026-11-25T09:00:00\"",
            "\"2026-02-30\"",
            "\"10:00\"",
            "253402300799",
            "-62135596800",
            "\"Pacific/Apia\"",
            "\"Europe\"",
            "\"../../etc/passwd\"",
            "\"America/New_York\"",
        ];
        var argument = Gen.Select(OneOf(names), OneOf(values)).Select(static (name, value) => $"\"{name}\": {value}");
        var after = OneOf(
            DateTimeOffset.MinValue,
            Time("1969-12-31T23:59:59Z"),
            Created,
            Time("2011-12-30T09:59:59Z"),
            Time("2099-12-31T23:59:59Z"),
            Time("9999-12-31T00:00:00Z")
        );
        Gen.Select(OneOf(kinds), argument.Array[0, 4], after)
            .Sample(
                (kind, arguments, time) =>
                {
                    try
                    {
                        var due = ScheduleTrigger
                            .Parse(kind, JsonElement.Parse($"{{{string.Join(", ", arguments)}}}"))
                            .DueAfter(time, Created, Guid.Empty);
                        return due is null || due > time;
                    }
                    catch (InvalidRequestException refused)
                    {
                        return refused is { Code: "schedule_trigger_invalid", Message.Length: < 1_000 };
                    }
                },
                iter: 20_000
            );
    }

    [Fact]
    public void A_jitter_makes_every_time_late_once_by_less_than_it_and_the_same_foreverybody() =>
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
    public void A_jitter_leads_to_no_time_before_the_schedule_was_made_and_none_behind_its_end()
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

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
