using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Endpoints;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Hosting;

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
        services.AddOpenApi(DocumentName, static options => options.AddOperationTransformer(JsonBodyMetadata.DescribeAsync));
        services.Configure<KestrelServerOptions>(static options => options.AddServerHeader = false);
        services.AddSingleton<AllowedOrigins>();
        services.AddSingleton<OpenSockets>();
        services.AddSingleton<ApiRoutes>();
        services.AddHostedService<AuthenticationGuard>();
        services.Configure<JsonOptions>(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.AddOptions<CorsOptions>().Configure<AllowedOrigins>(static (options, origins) => options.AddPolicy(CorsPolicy, policy => policy
            .SetIsOriginAllowed(origins.Allows)
            .WithMethods("GET", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "HEAD")
            .WithHeaders(HeaderNames.IfNoneMatch, HeaderNames.Authorization, HeaderNames.IfMatch, HeaderNames.ContentType, "Idempotency-Key")
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
        return services.AddCors();
    }

    /// <summary>
    /// Maps the endpoints under <c>/api</c>, the OpenAPI document at <c>/api/openapi.json</c> among them, and <c>/</c>. Where the application
    /// has authentication, its middleware is put in here, so that refusals have the body and the headers that clients read.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <returns>
    /// The endpoints under <c>/api</c>, to which conventions can be added, <c>RequireAuthorization()</c> above all. Health and translations stay
    /// open.
    /// </returns>
    public static RouteGroupBuilder MapOrchestratorApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages(static context => WriteStatusAsync(context.HttpContext));
        app.UseCors(CorsPolicy);
        app.UseWebSockets();
        UseAuthentication(app);
        app.MapGet("/", static () => TypedResults.Json("Orchestrator Core", ApiJson.Default.String)).AllowAnonymous().ExcludeFromDescription();

        var api = app.MapGroup("/api");
        api.AddEndpointFilter<ParameterCheck>();
        api.MapOpenApi("/openapi.json");
        app.Services.GetRequiredService<ApiRoutes>().Take(app, api);
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

    private static void UseAuthentication(WebApplication app)
    {
        if (app.Services.GetService<IAuthenticationSchemeProvider>() is not null)
        {
            app.Use(EventEndpoints.TakeTokenAsync);
            app.UseAuthentication();
        }

        if (app.Services.GetService<IAuthorizationHandlerProvider>() is not null)
        {
            app.UseAuthorization();
        }
    }

    /// <summary>Gives answers that no endpoint wrote (an unknown route, a wrong method) a JSON body, because clients parse every body but that of a 204.</summary>
    private static Task WriteStatusAsync(HttpContext context) => context.Response.WriteAsJsonAsync(
        new DetailDto(WebUtilities.ReasonPhrases.GetReasonPhrase(context.Response.StatusCode)),
        ApiJson.Default.DetailDto,
        "application/json",
        context.RequestAborted);
}
