using System.Globalization;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Times are those of the reader's clock, not those of the host.</summary>
public sealed class TimeZoneTests(BrowserExample example) : IClassFixture<BrowserExample>, IAsyncLifetime
{
    private const string Tokyo = "Asia/Tokyo";
    private const string NewYork = "America/New_York";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await example.CloseAllAsync();

    [Theory]
    [InlineData("processes")]
    [InlineData("engine")]
    public async Task One_moment_has_the_time_of_each_readers_zone(string path)
    {
        var tokyo = await ReadTimesAsync(path, Tokyo);
        var newYork = await ReadTimesAsync(path, NewYork);

        var moments = tokyo.Keys.Intersect(newYork.Keys).ToList();
        Assert.NotEmpty(moments);
        Assert.All(
            moments,
            moment =>
            {
                Assert.Equal(TimeIn(Tokyo, moment), tokyo[moment]);
                Assert.Equal(TimeIn(NewYork, moment), newYork[moment]);
                Assert.NotEqual(tokyo[moment], newYork[moment]);
            }
        );
    }

    [Fact]
    public async Task An_age_grows_while_its_page_is_open_and_nothing_is_read()
    {
        var page = await example.OpenAsync("/orchestrator");
        var age = page.GetByRole(AriaRole.Main).Locator("time[data-age]").First;
        await Expect(age).ToBeVisibleAsync();

        // As the host says it when something has just happened.
        await age.EvaluateAsync("time => { time.dataset.age = '0'; }");

        foreach (
            var (seconds, text) in new[] { (30, "just now"), (300, "5 min ago"), (3 * 3600, "3 h 0 min ago"), (90_000, "1 d 1 h ago") }
        )
        {
            await page.EvaluateAsync("later => orchestratorDashboard.showAges(performance.now() + later * 1000)", seconds);
            Assert.Equal(text, await age.TextContentAsync());
        }
    }

    /// <summary>Each moment that a page shows, with the text that a reader in a zone is shown.</summary>
    private async Task<Dictionary<string, string>> ReadTimesAsync(string path, string zone)
    {
        var page = await example.OpenAsync($"/orchestrator/{path}", options => options.TimezoneId = zone);
        await Expect(page.GetByRole(AriaRole.Main).Locator("time").First).ToBeVisibleAsync();
        var shown = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('main time')].map(time => `${time.dateTime}|${time.title}`)"
        );
        return shown.Distinct().Select(static text => text.Split('|')).ToDictionary(static parts => parts[0], static parts => parts[1]);
    }

    private static string TimeIn(string zone, string moment) =>
        TimeZoneInfo
            .ConvertTime(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
