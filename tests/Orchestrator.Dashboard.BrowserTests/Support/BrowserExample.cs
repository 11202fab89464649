using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>The example, which all tests of a class share; each opens pages of its own.</summary>
public class BrowserExample : IAsyncLifetime
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly Chromium _chromium;

    public BrowserExample(Chromium chromium)
        : this(chromium, new()) { }

    internal BrowserExample(Chromium chromium, Example example) => (_chromium, Example) = (chromium, example);

    internal Example Example { get; }

    public virtual async ValueTask InitializeAsync() => await Example.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAllAsync();
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
    internal Task<IPage> OpenAsync(string path, ColorScheme theme = ColorScheme.Light) =>
        OpenAsync(path, options => options.ColorScheme = theme);

    /// <summary>Opens a page in a session of its own.</summary>
    internal async Task<IPage> OpenAsync(string path, Action<BrowserNewContextOptions> look)
    {
        var context = await _chromium.OpenAsync(Example.Http.BaseAddress!, look);
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Changes an object in the resource manager, and gives what it was.</summary>
    internal async Task<JsonObject> IntroduceDriftAsync(string kind, Guid id, string description)
    {
        var managed = new ManagedObject(Example, kind, id);
        var right = await managed.ReadAsync();
        var changed = right.DeepClone().AsObject();
        changed["description"] = description;
        await managed.PutAsync(changed);
        return right;
    }

    /// <summary>Changes an object in the resource manager, which refuses to change it back, and reconciles it: the process fails.</summary>
    /// <returns>The process.</returns>
    internal async Task<Guid> FailAsync(string kind, Guid id)
    {
        await IntroduceDriftAsync(kind, id, "changed outside");
        await Example.SetFaultAsync(kind, 400, times: 100);
        var failed = await Example.RunAsync(new ManagedObject(Example, kind, id).Workflow("reconcile"), id);
        await Example.SetFaultAsync(kind, 400, times: 0);
        Assert.Equal("failed", failed.GetProperty("last_status").GetString());
        return failed.GetProperty("process_id").GetGuid();
    }
}
