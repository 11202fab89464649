using System.Globalization;
using System.Text.Json;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Tests.Schedules;

/// <summary>When a trigger is due, by example, and which triggers are refused.</summary>
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

    [Theory]
    [InlineData("""{"year": 2099, "day": 31}""")]
    [InlineData("""{"week": 1}""")]
    [InlineData("""{"day": "last fri"}""")]
    public void A_trigger_that_is_asked_on_the_last_day_of_the_calendar_is_never_due(string arguments) =>
        Assert.Null(ScheduleTrigger.Parse("cron", JsonElement.Parse(arguments)).NextAfter(Time("9999-12-31T00:00:00Z"), Created));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
