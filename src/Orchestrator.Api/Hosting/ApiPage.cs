using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// The page that shows the OpenAPI document: Swagger UI, all of it out of its package. It is a middleware for a fixed path; the endpoints
/// here are below whatever path the application maps the API at, and call it with what is after that path.
/// </summary>
internal static class ApiPage
{
    private const string Index = "index.html";
    private const string File = "file";

    /// <summary>Lets browsers load nothing from elsewhere, whatever the page says, and lets no other page frame this one.</summary>
    private const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    internal static void Map(IEndpointRouteBuilder api)
    {
        var page = api.CreateApplicationBuilder()
            .UseSwaggerUI(static options =>
            {
                options.RoutePrefix = "";
                options.DocumentTitle = "Orchestrator";
                options.SwaggerEndpoint("../openapi.json", "Orchestrator");
            })
            .Build();
        api.MapGet("/docs", static context => Redirect(context, $"docs/{Index}")).ForAnyone().ExcludeFromDescription();
        api.MapGet("/redoc", static context => Redirect(context, $"docs/{Index}")).ForAnyone().ExcludeFromDescription();
        api.MapGet($"/docs/{{{File}}}", context => ServeAsync(context, page)).ForAnyone().ExcludeFromDescription();
    }

    private static Task Redirect(HttpContext context, string sibling)
    {
        var path = context.Request.Path.ToString().TrimEnd('/');
        context.Response.Redirect($"{context.Request.PathBase}{path[..path.LastIndexOf('/')]}/{sibling}");
        return Task.CompletedTask;
    }

    private static Task ServeAsync(HttpContext context, RequestDelegate page)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Request.Path = $"/{context.GetRouteValue(File)}";

        // The middleware leaves a request alone that has an endpoint.
        context.SetEndpoint(null);
        return page(context);
    }
}
