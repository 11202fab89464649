using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Endpoints;
using Orchestrator.Api.Errors;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the REST API into an application.</summary>
public static class OrchestratorApiExtensions
{
    private const string DocumentName = "v1";
    private const string CorsPolicy = "Orchestrator";

    /// <summary>Adds what the API needs. Call it beside <c>AddOrchestrator</c>.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOrchestratorApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddExceptionHandler<ContractExceptionHandler>();
        services.AddProblemDetails();
        services.AddOpenApi(DocumentName);
        services.Configure<JsonOptions>(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        return services.AddCors(static options => options.AddPolicy(CorsPolicy, static policy => policy
            .AllowAnyOrigin()
            .WithMethods("GET", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "HEAD")
            .WithHeaders(HeaderNames.IfNoneMatch, HeaderNames.Authorization, HeaderNames.IfMatch, HeaderNames.ContentType)
            .WithExposedHeaders(
                HeaderNames.CacheControl,
                HeaderNames.ContentLanguage,
                HeaderNames.ContentLength,
                HeaderNames.ContentType,
                HeaderNames.Expires,
                HeaderNames.LastModified,
                HeaderNames.Pragma,
                HeaderNames.ContentRange,
                HeaderNames.ETag)));
    }

    /// <summary>Maps the endpoints under <c>/api</c>, the OpenAPI document at <c>/api/openapi.json</c>, and <c>/</c>.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The endpoints under <c>/api</c>, to which conventions can be added.</returns>
    public static RouteGroupBuilder MapOrchestratorApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages(static context => WriteStatusAsync(context.HttpContext));
        app.UseCors(CorsPolicy);
        app.UseWebSockets();
        app.MapOpenApi("/api/openapi.json");
        app.MapGet("/", static () => TypedResults.Json("Orchestrator Core", ApiJson.Default.String)).ExcludeFromDescription();

        var api = app.MapGroup("/api");
        HealthEndpoints.Map(api);
        ProcessEndpoints.Map(api);
        WorkflowEndpoints.Map(api);
        BulkReconcileEndpoints.Map(api);
        ScheduleEndpoints.Map(api);
        SubscriptionEndpoints.Map(api);
        SettingsEndpoints.Map(api);
        EventEndpoints.Map(api);
        MetricEndpoints.Map(api);
        TranslationEndpoints.Map(api);
        return api;
    }

    /// <summary>Gives answers that no endpoint wrote (an unknown route, a wrong method) a JSON body, because clients parse every body but that of a 204.</summary>
    private static Task WriteStatusAsync(HttpContext context) => context.Response.WriteAsJsonAsync(
        new DetailDto(WebUtilities.ReasonPhrases.GetReasonPhrase(context.Response.StatusCode)),
        ApiJson.Default.DetailDto,
        "application/json",
        context.RequestAborted);
}
