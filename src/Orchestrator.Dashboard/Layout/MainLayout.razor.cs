using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Orchestrator.Dashboard.Hosting;
using Orchestrator.Dashboard.Session;

namespace Orchestrator.Dashboard.Layout;

/// <summary>What is around each page: navigation and theme.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IDisposable
{
    private string? _userName;
    private bool _maySignOut;
    private bool _isDark;
    private bool _isMenuOpen = true;
    private bool _isReady;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    [Inject]
    internal UserClock Clock { get; set; } = null!;

    [Inject]
    internal CurrentUser CurrentUser { get; set; } = null!;

    [Inject]
    internal AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    internal IServiceProvider Services { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    /// <summary>The address of the page, without its query: a filter is another state of the same page.</summary>
    private string Address => Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        CurrentUser.SignedOut += ShowSignedOut;
        Authentication.AuthenticationStateChanged += ReadUser;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CurrentUser.SignedOut -= ShowSignedOut;
        Authentication.AuthenticationStateChanged -= ReadUser;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Clock.ReadTimeZoneAsync(Browser);
            _isDark = await Browser.InvokeAsync<bool>("orchestratorDashboard.isDark");
            _maySignOut = (await SignOutEndpoint.FindSchemesAsync(Services)).Count > 0;
            await ReadUserAsync();
            _isReady = true;
            StateHasChanged();
        }
    }

    private void ShowSignedOut() => _ = InvokeAsync(StateHasChanged);

    private void ReadUser(Task<AuthenticationState> state) => _ = InvokeAsync(ReadUserAsync);

    private async Task ReadUserAsync()
    {
        try
        {
            var user = await CurrentUser.GetAsync();
            _userName = user.Principal is null ? null : user.AuthenticatedName;
        }
        catch (ForbiddenException)
        {
            // The layout shows it.
        }
    }

    /// <summary>The request for the document is answered as the application answers who is not signed in.</summary>
    private void SignInAgain() => Navigation.Refresh(forceReload: true);

    private static string AriaValue(bool value) => value ? "true" : "false";

    private async Task ToggleThemeAsync()
    {
        _isDark = !_isDark;
        await Browser.InvokeVoidAsync("orchestratorDashboard.keepDark", _isDark);
    }
}
