namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>The example with something to show on every page.</summary>
public sealed class FilledBrowserExample(Chromium chromium) : BrowserExample(chromium)
{
    internal FilledDashboard Filled { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Filled = await FilledDashboard.FillAsync(this, static text => text);
    }
}
