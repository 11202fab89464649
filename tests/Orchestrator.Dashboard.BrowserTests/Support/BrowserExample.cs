using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>The example with a browser, which all tests of a class share; each opens a page of its own.</summary>
public sealed class BrowserExample : IAsyncLifetime
{
    private const string Setting = "ORCHESTRATOR_CHROMIUM";
    private const float Deadline = 120_000;

    private readonly List<IBrowserContext> _contexts = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Example Example { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Example.InitializeAsync();
        _playwright = await Playwright.CreateAsync();

        // It serves only pages of this machine, and a container has no user to whom the sandbox could hand the pages.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = FindChromium(), Args = ["--no-sandbox"] });
        Assertions.SetDefaultExpectTimeout(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Example.DisposeAsync();
    }

    /// <summary>Closes the pages that a test has opened, so that their connections do not stay in the host for the next.</summary>
    internal async Task CloseAllAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        _contexts.Clear();
    }

    /// <summary>Opens a page in a session of its own.</summary>
    internal async Task<IPage> OpenAsync(string path, ColorScheme theme = ColorScheme.Light, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = Example.Http.BaseAddress!.ToString(),
                ColorScheme = theme,
                ViewportSize = new() { Width = width, Height = 800 },
                TimezoneId = "Europe/Amsterdam",
            }
        );
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Deadline);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Changes an object in the resource manager, and gives what it was.</summary>
    internal async Task<JsonObject> SpoilAsync(string kind, Guid id, string description)
    {
        var managed = new ManagedObject(Example, kind, id);
        var right = await managed.ReadAsync();
        var spoiled = right.DeepClone().AsObject();
        spoiled["description"] = description;
        await managed.PutAsync(spoiled);
        return right;
    }

    private static string FindChromium()
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
