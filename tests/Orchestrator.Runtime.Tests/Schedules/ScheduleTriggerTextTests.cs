using System.Text.Json;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Runtime.Tests.Schedules;

/// <summary>When a schedule is due, in words.</summary>
public sealed class ScheduleTriggerTextTests
{
    [Theory]
    [InlineData("interval", """{"weeks": 1}""", "every 1 week")]
    [InlineData("interval", """{"days": 2, "hours": 12}""", "every 2 days 12 hours")]
    [InlineData("interval", """{"seconds": 5400}""", "every 1 hour 30 minutes")]
    [InlineData(
        "interval",
        """{"hours": 1, "start_date": "2030-01-01", "jitter": 60}""",
        "every 1 hour, from 2030-01-01, up to 60 s later"
    )]
    [InlineData("cron", """{"hour": 3}""", "every day at 03:00 (UTC)")]
    [InlineData("cron", """{"hour": 2, "minute": 30, "day_of_week": "mon-fri"}""", "every Monday to Friday at 02:30 (UTC)")]
    [InlineData(
        "cron",
        """{"hour": 2, "day_of_week": "5,6", "timezone": "Europe/Amsterdam"}""",
        "every Saturday, Sunday at 02:00 (Europe/Amsterdam)"
    )]
    [InlineData("cron", """{"minute": "*/15"}""", "every 15 minutes (UTC)")]
    [InlineData("cron", """{"minute": "*/15", "hour": "8-17", "day": 1}""", "hour 8-17, minute */15, on day 1 (UTC)")]
    [InlineData("cron", """{"minute": 5}""", "every hour at minute 5 (UTC)")]
    [InlineData("cron", """{"day": "last"}""", "every day last at 00:00 (UTC)")]
    [InlineData("cron", """{"second": 30}""", "every minute, second 30 (UTC)")]
    [InlineData("date", """{"run_date": "2030-01-01T12:00:00Z"}""", "once, at 2030-01-01T12:00:00Z")]
    public void A_trigger_says_in_words_when_it_is_due(string kind, string arguments, string words)
    {
        using var document = JsonDocument.Parse(arguments);

        Assert.Equal(words, ScheduleTrigger.Parse(kind, document.RootElement).Describe());
    }

    [Theory]
    [InlineData("0 3 * * 6", "every Saturday at 03:00 (UTC)")]
    [InlineData("0 2 * * *", "every day at 02:00 (UTC)")]
    [InlineData("*/5 * * * *", "every 5 minutes (UTC)")]
    public void A_cron_expression_says_in_words_when_it_is_due(string expression, string words) =>
        Assert.Equal(words, ScheduleTrigger.Cron(expression).Describe());
}
