using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>The pages behind a reverse proxy, which is all that a browser knows.</summary>
public sealed class ReverseProxyTests(ProxiedExample example) : IClassFixture<ProxiedExample>, IAsyncLifetime
{
    private static readonly string[] Pages = ["Subscriptions", "Drift", "Processes", "Tasks", "Catalogue", "Engine"];

    private ReverseProxy _proxy = null!;

    public async ValueTask InitializeAsync() => _proxy = await ReverseProxy.StartAsync(example.Example.Http.BaseAddress!);

    public async ValueTask DisposeAsync()
    {
        await example.CloseAllAsync();
        await _proxy.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "/orchestrator/")]
    [InlineData("/orchestrator", "/orchestrator/")]
    [InlineData("/orchestrator?a=b", "/orchestrator/?a=b")]
    [InlineData("/orchestrator/subscriptions?drift=drifted", "/orchestrator/subscriptions?drift=drifted")]
    public async Task An_address_leads_to_a_page_below_the_path_of_the_proxy(string address, string shown)
    {
        var page = await OpenAsync(address);

        await Expect(page).ToHaveURLAsync($"{_proxy.Address}{shown}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.Empty(_proxy.Strays);
    }

    [Fact]
    public async Task Every_link_stays_below_the_path_of_the_proxy_and_a_page_that_is_loaded_again_is_the_same()
    {
        var page = await OpenAsync("/orchestrator/");
        foreach (var name in Pages)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex($"^{Regex.Escape(_proxy.Address)}/orchestrator/{name}$", RegexOptions.IgnoreCase));
            await page.ReloadAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
            var links = await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('a[href], form[action]')].map(e => e.href ?? e.action)"
            );
            Assert.All(links, link => Assert.StartsWith($"{_proxy.Address}/orchestrator/", link, StringComparison.Ordinal));
        }

        Assert.Empty(_proxy.Strays);
    }

    [Fact]
    public async Task One_click_corrects_what_differs_through_a_web_socket_of_the_proxy()
    {
        var node = (await example.Example.FindAsync("NODE"))[0];
        var right = await example.IntroduceDriftAsync("nodes", node, "changed outside");
        var page = await OpenAsync($"/orchestrator/subscriptions/{node}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Plan" })).ToContainTextAsync("will be changed");

        await page.GetByRole(AriaRole.Button, new() { Name = "Reconcile", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Reconcile" })).ToContainTextAsync("completed");
        Assert.Equal(right.ToJsonString(), (await new ManagedObject(example.Example, "nodes", node).ReadAsync()).ToJsonString());
        Assert.Equal(1, _proxy.Sockets);
        Assert.Empty(_proxy.Strays);
    }

    private Task<IPage> OpenAsync(string address) =>
        example.OpenAsync($"{_proxy.Address}{address}", static options => options.IgnoreHTTPSErrors = true);
}
