using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MudBlazor;
using Orchestrator.Dashboard.Session;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Tests.Support;

/// <summary>The connection of one page: its components have the services of a host, and scoped ones of their own.</summary>
internal sealed class Browser : BunitContext
{
    /// <param name="host">The host.</param>
    /// <param name="services">Replaces services.</param>
    /// <param name="hasLayout">Whether the test renders the layout, which has the providers of dialogs and menus.</param>
    internal Browser(DashboardHost host, bool hasLayout = false, Action<IServiceCollection>? services = null)
    {
        DefaultWaitTimeout = TimeSpan.FromMinutes(2);
        JSInterop.Mode = JSRuntimeMode.Loose;

        // What stands for the browser counts, and everything else is as in an application.
        ServiceDescriptor[] browser = [.. Services];
        Services.AddOrchestratorDashboard();
        foreach (var service in browser)
        {
            Services.Add(service);
        }

        Services.AddSingleton(host.Provider.GetRequiredService<IChangeFeed>());
        Services.AddSingleton(host.Provider.GetRequiredService<TimeProvider>());
        Services.AddSingleton(host.Provider.GetRequiredService<IConfiguration>());
        Services.AddSingleton(host.Provider.GetRequiredService<IWebHostEnvironment>());
        Services.AddSingleton<IHostEnvironment>(host.Provider.GetRequiredService<IWebHostEnvironment>());
        Services.AddSingleton(host.Provider.GetRequiredService<PagePolicy>());
        Services.AddSingleton(host.Provider.GetRequiredService<ActionRate>());
        services?.Invoke(Services);
        Services.AddFallbackServiceProvider(host.Provider);
        Authorization = AddAuthorization();
        Authorization.SetNotAuthorized();
        if (!hasLayout)
        {
            Dialogs = Render<MudDialogProvider>();
            Popovers = Render<MudPopoverProvider>();
        }
    }

    /// <summary>Who is signed in.</summary>
    internal BunitAuthorizationContext Authorization { get; }

    /// <summary>Where dialogs are shown.</summary>
    internal IRenderedComponent<MudDialogProvider> Dialogs { get; } = null!;

    /// <summary>Where menus and lists of choices are shown.</summary>
    internal IRenderedComponent<MudPopoverProvider> Popovers { get; } = null!;

    /// <summary>A button by the name that a screen reader says.</summary>
    internal static AngleSharp.Dom.IElement? FindButton<T>(IRenderedComponent<T> component, string name)
        where T : IComponent =>
        component.FindAll("button").FirstOrDefault(button => (button.GetAttribute("aria-label") ?? button.TextContent.Trim()) == name);

    /// <summary>Whether a button does nothing: one that says why can be reached with the keyboard all the same.</summary>
    internal static bool IsDisabled(AngleSharp.Dom.IElement button) =>
        button.HasAttribute("disabled") || button.GetAttribute("aria-disabled") == "true";

    /// <summary>
    /// Waits until a button can be clicked, and clicks it. Live changes render the component at any time: only on the renderer's own
    /// dispatcher is the button that was found still the one that is shown.
    /// </summary>
    internal static async Task ClickAsync<T>(IRenderedComponent<T> component, string name)
        where T : IComponent
    {
        component.WaitForState(() => FindButton(component, name) is { } button && !IsDisabled(button));
        await component.InvokeAsync(() => FindButton(component, name)!.ClickAsync());
    }
}
