using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Orchestrator.Api.Hosting;

/// <summary>The OpenAPI document of the API. It has a name of its own, so that it stays apart from the application's documents.</summary>
internal static class ApiDocument
{
    /// <summary>The document's name, and that of the group of its endpoints.</summary>
    internal const string Name = "orchestrator";

    private const string BearerScheme = "bearer";

    internal static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            static options =>
            {
                options.ShouldInclude = static endpoint => endpoint.GroupName == Name;
                options.AddDocumentTransformer(DescribeAsync);
                options.CreateSchemaReferenceId = ApiSchemas.Name;
                options.AddOperationTransformer(ApiOperations.DescribeAsync);
                options.AddSchemaTransformer(ApiSchemas.DescribeAsync);
            }
        );

    /// <summary>Maps the document. Not with the framework's MapOpenApi, which takes the name of the document from the request.</summary>
    internal static void Map(IEndpointRouteBuilder api) => api.MapGet("/openapi.json", WriteAsync).ForAnyone().ExcludeFromDescription();

    private static async Task WriteAsync(
        HttpContext context,
        [FromKeyedServices(Name)] IOpenApiDocumentProvider provider,
        CancellationToken cancellationToken
    )
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        var request = context.Request;
        document.Servers = [new() { Url = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase) }];
        context.Response.ContentType = "application/json;charset=utf-8";
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);
        await context.Response.WriteAsync(json, cancellationToken);
    }

    /// <summary>Names the API, not the application, and says how a client signs in where it has to.</summary>
    private static async Task DescribeAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new() { Title = "Orchestrator", Version = "v1" };
        if (
            context.ApplicationServices.GetService<IAuthenticationSchemeProvider>() is not { } schemes
            || !(await schemes.GetAllSchemesAsync()).Any()
        )
        {
            return;
        }

        document.AddComponent(
            BearerScheme,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
            }
        );
        document.Security = [new() { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] }];
    }
}
