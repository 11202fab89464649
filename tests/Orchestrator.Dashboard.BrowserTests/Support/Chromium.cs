using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>
/// The browser, which all tests share: to start one costs more than most tests, and a session shares nothing with others.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Setting = "ORCHESTRATOR_CHROMIUM";
    private const float Deadline = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();

        // It serves only pages of this machine, and a container has no user to whom the sandbox could hand the pages.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = ["--no-sandbox"] });
        Assertions.SetDefaultExpectTimeout(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a session of its own, with an empty cache.</summary>
    /// <param name="address">What addresses are relative to.</param>
    /// <param name="look">More settings.</param>
    internal async Task<IBrowserContext> OpenAsync(Uri address, Action<BrowserNewContextOptions>? look = null)
    {
        var options = new BrowserNewContextOptions { BaseURL = address.ToString(), TimezoneId = "Europe/Amsterdam" };
        look?.Invoke(options);
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Deadline);
        return context;
    }

    private static string Find()
    {
        var named = Environment.GetEnvironmentVariable(Setting) ?? "chromium";
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, named))
            .FirstOrDefault(File.Exists);
        return found
            ?? throw new InvalidOperationException(
                $"There is no program '{named}'. Install Chromium (apt-get install chromium), or name its executable in {Setting}."
            );
    }
}
