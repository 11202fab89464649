using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Orchestrator.Dashboard.Hosting;

namespace Orchestrator.Dashboard.Layout;

/// <summary>The document around all pages.</summary>
public sealed partial class App : ComponentBase
{
    // Rendered once, when the page is connected: what it shows comes from external systems, which would be asked twice otherwise.
    private static readonly InteractiveServerRenderMode Live = new(prerender: false);

    private string _base = "/";
    private string? _address;

    [Inject]
    internal DashboardAssets StaticFiles { get; set; } = null!;

    /// <summary>The request for the document.</summary>
    [CascadingParameter]
    public HttpContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Context is { } context)
        {
            (_base, _address) = ($"{context.Request.PathBase}/", context.Connection.RemoteIpAddress?.ToString());
            if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(NotFoundPage))
            {
                // Set when the answer begins: a document that is not found when it is rendered is left empty.
                context.Response.OnStarting(static state => NotFound((HttpResponse)state), context.Response);
            }
        }
    }

    private static Task NotFound(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
