using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>What the page does when the framework has given up to reconnect.</summary>
public sealed class ReconnectTests(BrowserExample example) : IClassFixture<BrowserExample>, IAsyncLifetime
{
    private const string Modal = "document.getElementById('components-reconnect-modal').className";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await example.CloseAllAsync();

    [Theory]
    [InlineData("failed", "The host does not answer.")]
    [InlineData("resume-failed", "The host was restarted.")]
    [InlineData("rejected", "The host was restarted.")]
    public async Task A_lost_connection_is_shown_and_the_page_is_loaded_again_once_the_host_answers(string state, string message)
    {
        var page = await example.OpenAsync("/orchestrator/engine");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Engine");
        await page.EvaluateAsync("window.isOld = true");
        await page.Context.SetOfflineAsync(true);

        await page.EvaluateAsync($"{Modal} = 'components-reconnect-{state}'");

        await Expect(page.Locator("#components-reconnect-modal")).ToContainTextAsync(message, new() { UseInnerText = true });
        Assert.True(await page.EvaluateAsync<bool>("window.isOld"));

        await page.Context.SetOfflineAsync(false);

        await page.WaitForFunctionAsync("() => !window.isOld");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Engine");
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
    }
}
