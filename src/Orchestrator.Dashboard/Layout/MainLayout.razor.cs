using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Orchestrator.Dashboard.Session;

namespace Orchestrator.Dashboard.Layout;

/// <summary>What is around each page: navigation and theme.</summary>
public sealed partial class MainLayout : LayoutComponentBase
{
    private bool _isDark;
    private bool _isMenuOpen = true;
    private bool _isReady;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    [Inject]
    internal ReaderClock Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Clock.ReadZoneAsync(Browser);
            _isDark = await Browser.InvokeAsync<bool>("orchestratorDashboard.isDark");
            _isReady = true;
            StateHasChanged();
        }
    }

    private static string Word(bool value) => value ? "true" : "false";

    private async Task ToggleThemeAsync()
    {
        _isDark = !_isDark;
        await Browser.InvokeVoidAsync("orchestratorDashboard.keepDark", _isDark);
    }
}
