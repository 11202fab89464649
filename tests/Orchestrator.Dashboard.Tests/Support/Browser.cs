using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Session;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Tests.Support;

/// <summary>The connection of one page: its components have the services of a host, and scoped ones of their own.</summary>
internal sealed class Browser : BunitContext
{
    internal Browser(DashboardHost host)
    {
        DefaultWaitTimeout = TimeSpan.FromMinutes(2);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<DashboardUser>();
        Services.AddScoped<ReaderClock>();
        Services.AddScoped<LiveChanges>();
        Services.AddSingleton(host.Provider.GetRequiredService<IChangeFeed>());
        Services.AddSingleton(host.Provider.GetRequiredService<TimeProvider>());
        Services.AddFallbackServiceProvider(host.Provider);
        Authorization = AddAuthorization();
        Authorization.SetNotAuthorized();
        Dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
    }

    /// <summary>Who is signed in.</summary>
    internal BunitAuthorizationContext Authorization { get; }

    /// <summary>Where dialogs are shown.</summary>
    internal IRenderedComponent<MudDialogProvider> Dialogs { get; }

    /// <summary>A button by the name that a screen reader says.</summary>
    internal static AngleSharp.Dom.IElement? FindButton<T>(IRenderedComponent<T> component, string name)
        where T : IComponent =>
        component.FindAll("button").FirstOrDefault(button => (button.GetAttribute("aria-label") ?? button.TextContent.Trim()) == name);

    /// <summary>
    /// Waits until a button can be clicked, and clicks it. Live changes render the component at any time: only on the renderer's own
    /// dispatcher is the button that was found still the one that is shown.
    /// </summary>
    internal static async Task ClickAsync<T>(IRenderedComponent<T> component, string name)
        where T : IComponent
    {
        component.WaitForState(() => FindButton(component, name) is { } button && !button.HasAttribute("disabled"));
        await component.InvokeAsync(() => FindButton(component, name)!.ClickAsync());
    }
}
