using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using Orchestrator.Api.Hosting;
using Orchestrator.Dashboard.Customers;
using Orchestrator.Dashboard.Hosting;
using Orchestrator.Dashboard.Layout;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Session;

namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// Puts the dashboard into an application: <c>AddOrchestratorDashboard</c> and <c>MapOrchestratorDashboard</c>, beside those of the API.
/// </summary>
public static class OrchestratorDashboardExtensions
{
    /// <summary>The path at which the dashboard is mapped unless another is given.</summary>
    public const string DefaultPath = "/orchestrator";

    private const string Call = "MapOrchestratorDashboard()";

    /// <summary>Adds what the dashboard needs. Call it beside <c>AddOrchestratorApi</c>.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOrchestratorDashboard(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        // Before the framework's, which never asks again; one of the application counts before both.
        services.TryAddScoped<AuthenticationStateProvider, ExpiringSignIn>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddSingleton<DashboardAssets>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, BrowserEndpointPolicy>());
        services.AddSingleton<PagePolicy>();
        services.AddSingleton<ActionRate>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<UserClock>();
        services.AddScoped<LiveChanges>();
        services.AddScoped<CustomerDirectory>();
        return services;
    }

    /// <summary>
    /// Maps the dashboard, and sends browsers that open <c>/</c> to it; other clients get the answer of the API there, and an endpoint of
    /// the application for <c>/</c> counts before both. Its pages are for those who are signed in, as the API is. It needs
    /// <c>UseOrchestratorApi</c>, which adds the authentication of the application, and nothing besides.
    /// </summary>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="path">The path of the dashboard. Default: <see cref="DefaultPath"/>.</param>
    /// <returns>The pages and their connection, to which conventions can be added, for example another authentication scheme.</returns>
    /// <exception cref="InvalidOperationException">
    /// The application has not called <see cref="AddOrchestratorDashboard"/> or <c>AddOrchestratorApi</c>.
    /// </exception>
    public static IEndpointConventionBuilder MapOrchestratorDashboard(this IEndpointRouteBuilder endpoints, string path = DefaultPath)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var assets =
            endpoints.ServiceProvider.GetService<DashboardAssets>()
            ?? throw new InvalidOperationException(
                "The services of the dashboard are missing. Call builder.Services.AddOrchestratorDashboard()."
            );
        var routes = ApiRoutes.Of(endpoints.ServiceProvider);
        var dashboard = endpoints.MapGroup(path);
        assets.Map(dashboard);
        SignOutEndpoint.Map(dashboard);
        var pages = dashboard
            .MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(static options => options.ContentSecurityFrameAncestorsPolicy = null);
        pages.DisableAntiforgery();
        pages.RequireSignIn(endpoints.ServiceProvider, Call);
        routes.Watch(endpoints, Call);
        var policy = endpoints.ServiceProvider.GetRequiredService<PagePolicy>();
        pages.Finally(endpoint => DashboardPages.Serve(endpoint, policy));
        endpoints
            .MapGet("/", context => Redirect(context, path))
            .ForAnyone()
            .ExcludeFromDescription()
            .WithMetadata(BrowserEndpointPolicy.Marker)
            .WithOrder(BrowserEndpointPolicy.RouteOrder);
        return pages;
    }

    private static Task Redirect(HttpContext context, string path)
    {
        // Below whatever path the application maps it at.
        context.Response.Redirect($"{context.Request.PathBase}{context.Request.Path.Value?.TrimEnd('/')}/{path.Trim('/')}/");
        return Task.CompletedTask;
    }
}
