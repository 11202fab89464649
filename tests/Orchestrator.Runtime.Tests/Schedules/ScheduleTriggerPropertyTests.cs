using System.Globalization;
using System.Text.Json;
using CsCheck;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Tests.Schedules;

/// <summary>When a trigger is due, compared with a plain enumeration of all times.</summary>
public sealed class ScheduleTriggerPropertyTests
{
    private static readonly DateTimeOffset Created = Time("2026-11-24T08:00:00Z");

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

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
