using Orchestrator.Operations;
using Orchestrator.Options;

namespace Orchestrator.Tests.Hosting;

public sealed class MaintenanceWindowSettingsTests
{
    [Theory]
    [InlineData("0 2 * * *", "02:00:00", "Europe/Amsterdam", null)]
    [InlineData(null, "02:00:00", "UTC", "Cron has to be a cron expression with five fields")]
    [InlineData("every night", "02:00:00", "UTC", "Cron has to be")]
    [InlineData("0 2 * * *", "00:00:00", "UTC", "Duration has to be more than 0")]
    [InlineData("0 2 * * *", "32.00:00:00", "UTC", "Duration has to be more than 0")]
    [InlineData(
        "0 2 * * *",
        "02:00:00",
        "Here",
        "TimeZone 'Here' is not a time zone of this host. Write one like UTC or Europe/Amsterdam."
    )]
    [InlineData(
        "0 2 * * *",
        "02:00:00",
        "Europe/Amsterdm",
        "TimeZone 'Europe/Amsterdm' is not a time zone of this host. Did you mean 'Europe/A"
    )]
    public void A_window_that_cannot_be_evaluated_is_refused(string? cron, string duration, string zone, string? expected)
    {
        var window = new MaintenanceWindowOptions
        {
            Cron = cron,
            Duration = TimeSpan.Parse(duration),
            TimeZone = zone,
        };

        string[] problems = [.. MaintenanceWindowSettings.FindProblems(window).Select(static problem => problem.ToString())];

        Assert.Equal(expected is null ? 0 : 1, problems.Length);
        Assert.All(problems, problem => Assert.StartsWith(expected!, problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2030-03-31T00:59:59Z", false)]
    [InlineData("2030-03-31T01:00:00Z", true)]
    [InlineData("2030-03-31T01:59:59Z", true)]
    [InlineData("2030-03-31T02:00:00Z", false)]
    public void A_window_that_begins_when_clocks_go_forward_begins_then_and_is_as_long_as_ever(string time, bool expected)
    {
        var window = new MaintenanceWindowOptions
        {
            Cron = "30 2 * * *",
            Duration = TimeSpan.FromHours(1),
            TimeZone = "Europe/Amsterdam",
        };

        Assert.Equal(expected, window.Includes(DateTimeOffset.Parse(time)));
    }
}
