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
    [InlineData("interval", """{"hours": 1, "jitter": 5}""", "has no use for jitter")]
    [InlineData("cron", "{}", "at least one of month")]
    [InlineData("cron", """{"hour": 25}""", "'0 0 25 * * *' is no cron expression")]
    [InlineData("cron", """{"hour": 1, "year": 2030}""", "has no use for year")]
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

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
