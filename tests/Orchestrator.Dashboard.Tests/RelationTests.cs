using Bunit;
using Orchestrator.Dashboard.Relations;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;

namespace Orchestrator.Dashboard.Tests;

/// <summary>The picture of what a subscription uses, and of what uses it.</summary>
public sealed class RelationTests(DashboardHost host) : IClassFixture<DashboardHost>, IAsyncLifetime
{
    private readonly Browser _browser = new(host);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    [Fact]
    public async Task Both_ends_of_a_relation_link_to_each_other()
    {
        var valve = await host.CreateValveAsync("left");
        var line = await host.CreateLineAsync(valve, "red");

        var ofLine = Open(line);
        var ofValve = Open(valve);

        ofLine.WaitForAssertion(() =>
        {
            Assert.Equal([$"subscriptions/{valve}"], LinksOf(ofLine, "Uses"));
            Assert.Empty(LinksOf(ofLine, "Used by"));
            Assert.Equal("line red", ofLine.Find(".itself").TextContent.Trim());
        });
        ofValve.WaitForAssertion(() => Assert.Equal([$"subscriptions/{line}"], LinksOf(ofValve, "Used by")));
        Assert.Equal("Relations", ofValve.Find("#relations").TextContent);
    }

    [Fact]
    public async Task A_subscription_without_relations_has_no_picture()
    {
        var valve = await host.CreateValveAsync("alone");

        var picture = Open(valve);
        var page = _browser.Render<SubscriptionPage>(parameters => parameters.Add(static page => page.SubscriptionId, valve));

        page.WaitForAssertion(() => Assert.Contains("valve alone", page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Equal("", picture.Markup.Trim());
    }

    [Fact]
    public async Task The_picture_follows_what_happens_to_a_related_subscription()
    {
        var valve = await host.CreateValveAsync("busy");
        var line = await host.CreateLineAsync(valve, "blue");
        var picture = Open(line);
        picture.WaitForAssertion(() => Assert.True(LinksOf(picture, "Uses").Length == 1, picture.Markup), TimeSpan.FromSeconds(10));
        host.Plant.Failures = 1;

        await host.Engine.RunAsync("modify_valve", new { subscription_id = valve }, new { opening = 7, room = "busy" });

        picture.WaitForAssertion(() =>
            Assert.Contains("out of sync", picture.Find("ul[aria-label=Uses]").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_users_subscription_that_appears_is_drawn()
    {
        var valve = await host.CreateValveAsync("shared");
        await host.CreateLineAsync(valve, "first");
        var picture = Open(valve);
        picture.WaitForAssertion(() => Assert.Single(LinksOf(picture, "Used by")));

        var second = await host.CreateLineAsync(valve, "second");

        picture.WaitForAssertion(() => Assert.Contains($"subscriptions/{second}", LinksOf(picture, "Used by")));
    }

    [Fact]
    public async Task The_line_to_each_subscription_has_the_block_between_them_and_those_beyond_the_first_are_shown_when_asked()
    {
        const int lines = 14;
        var valve = await host.CreateValveAsync("crossing");
        foreach (var line in Enumerable.Range(0, lines))
        {
            await host.CreateLineAsync(valve, $"line {line}");
        }

        var picture = Open(valve);
        picture.WaitForAssertion(() => Assert.Equal(12, LinksOf(picture, "Used by").Length));
        Assert.Contains($"12 of {lines} are shown.", picture.Markup, StringComparison.Ordinal);
        Assert.All(picture.FindAll(".left .edge code"), static edge => Assert.Equal("block", edge.TextContent));
        await Browser.ClickAsync(picture, "Show all: Used by");
        picture.WaitForAssertion(() => Assert.Equal(lines, LinksOf(picture, "Used by").Distinct().Count()));

        var ofLine = Open(Guid.Parse(LinksOf(picture, "Used by")[0].Split('/')[^1]));

        ofLine.WaitForAssertion(() => Assert.Single(LinksOf(ofLine, "Uses")));
        Assert.Equal("block.valve", ofLine.Find(".right .edge code").TextContent);
        Assert.Empty(LinksOf(ofLine, "Used by"));
    }

    private IRenderedComponent<RelationPicture> Open(Guid subscription) =>
        _browser.Render<RelationPicture>(parameters => parameters.Add(static picture => picture.SubscriptionId, subscription));

    private static string[] LinksOf(IRenderedComponent<RelationPicture> picture, string side) =>
        [.. picture.FindAll($"ul[aria-label='{side}'] a").Select(static link => link.GetAttribute("href")!)];
}
