using Microsoft.AspNetCore.Components;
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
    internal DashboardAssets Files { get; set; } = null!;

    /// <summary>The request for the document.</summary>
    [CascadingParameter]
    public HttpContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Context is { } context)
        {
            (_base, _address) = ($"{context.Request.PathBase}/", context.Connection.RemoteIpAddress?.ToString());
            if (
                context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>()?.Type
                == typeof(NotFoundPage)
            )
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        }
    }
}
