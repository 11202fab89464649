using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Orchestrator.Api.Audit;
using Orchestrator.Api.Binding;
using Orchestrator.Api.BulkReconciles;
using Orchestrator.Api.Diagnostics;
using Orchestrator.Api.Drift;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Events;
using Orchestrator.Api.Hosting;
using Orchestrator.Api.Json;
using Orchestrator.Api.Processes;
using Orchestrator.Api.Products;
using Orchestrator.Api.Schedules;
using Orchestrator.Api.Search;
using Orchestrator.Api.Settings;
using Orchestrator.Api.Subscriptions;
using Orchestrator.Api.Workflows;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// Adds the REST API to an application: <c>AddOrchestratorApi</c>, <c>UseOrchestratorApi</c> and <c>MapOrchestratorApi</c>.
/// </summary>
public static class OrchestratorApiExtensions
{
    private const string CorsPolicy = "Orchestrator";

    /// <summary>
    /// Adds the services of the API. Call it in addition to <c>AddOrchestrator</c>. It changes three settings of the whole host, because
    /// the server has no smaller scope for them: the <c>Server</c> header is omitted; request lines that are longer than
    /// <c>MaxUrlLength</c> are accepted, so that the API can reject them with a message; and request addresses, some of which contain
    /// secrets, are not logged unless the configuration sets a level for <c>Microsoft.AspNetCore.Hosting.Diagnostics</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOrchestratorApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddApiDocument();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<OrchestratorOptions>>(Configure);
        services.AddSingleton<AllowedOrigins>();
        services.AddSingleton<StartAnswer>();
        services.AddSingleton<OpenSockets>();
        services.AddSingleton<ClientSockets>();
        services.AddSingleton<ApiRoutes>();
        services.AddAuthorization();
        services.AddRateLimiter(static _ => { });
        services.AddSingleton<IWorkflowPolicies, NamedPolicies>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, AuthenticationSettings>();
        services.AddSingleton<IValidateOptions<OrchestratorOptions>, PolicyNames>();

        // Before the engine's, so that a host that is refused has not touched its database.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StartupGuard>());

        // Before the rules of the configuration, so that a rule of it for the same category wins.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<LoggerFilterOptions>>(RequestLog.Off));

        // The last, so that only types are described with it for which the application has nothing of its own.
        services.Configure<JsonOptions>(static options => options.SerializerOptions.TypeInfoResolverChain.Add(ApiJson.Default));
        services.AddOptions<CorsOptions>().Configure<AllowedOrigins>(AddCorsPolicy);
        return services.AddCors();
    }

    /// <summary>
    /// Adds the middleware of the API: the contract's error bodies, CORS and web sockets, for requests to its endpoints and for other
    /// requests below its path. It also adds the authentication of the application, if there is one, and authorization after it, so that
    /// rejected requests have the body and the headers that clients read.
    /// </summary>
    /// <remarks>
    /// Call it after <c>UseExceptionHandler</c>, <c>UseRouting</c> and <c>UseCors</c> of the application, if it calls them, and before
    /// <c>UseAuthentication</c> and <c>UseAuthorization</c>, which the application does not need to call.
    /// </remarks>
    /// <param name="app">The application.</param>
    /// <returns>The application.</returns>
    /// <exception cref="InvalidOperationException">The application has not called <see cref="AddOrchestratorApi"/>.</exception>
    public static IApplicationBuilder UseOrchestratorApi(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var routes = ApiRoutes.Of(app.ApplicationServices);
        routes.HaveMiddleware = true;
        app.UseWhen(
            routes.Serve,
            static api =>
            {
                api.UseMiddleware<ContractErrors>();
                api.UseStatusCodePages(ContractErrors.WriteStatusAsync);
                api.UseCors(CorsPolicy);
                api.Use(RequestLimits.CheckUrlAsync);
                api.UseWebSockets(new() { KeepAliveInterval = ClientSockets.KeepAlive, KeepAliveTimeout = ClientSockets.KeepAlive });
                api.UseMiddleware<SocketAdmission>();
            }
        );
        if (app.ApplicationServices.GetService<IAuthenticationSchemeProvider>() is not null)
        {
            app.UseAuthentication();
        }

        app.UseWhen(routes.Serve, RequestLimits.UseRequestRate);
        return app.UseAuthorization();
    }

    /// <summary>
    /// Maps the endpoints under <c>/api</c>, including the OpenAPI document at <c>/api/openapi.json</c>, and <c>/</c> unless the
    /// application has an endpoint there. They require the middleware of <see cref="UseOrchestratorApi"/>.
    /// </summary>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <returns>
    /// The endpoints under <c>/api</c>, to which conventions can be added. If the application has authentication, they require a signed-in
    /// user, except for health, translations, the OpenAPI document, and the addresses of callbacks, which contain a secret.
    /// </returns>
    /// <exception cref="InvalidOperationException">The application has not called <see cref="AddOrchestratorApi"/>.</exception>
    public static IEndpointConventionBuilder MapOrchestratorApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var routes = ApiRoutes.Of(endpoints.ServiceProvider);
        var root = endpoints
            .MapGet("/", static () => TypedResults.Json("Orchestrator Core", ApiJson.Default.String))
            .ForAnyone()
            .ExcludeFromDescription()
            .RequireCors(CorsPolicy)
            .WithOrder(int.MaxValue);
        var api = endpoints.MapGroup(ApiRoutes.Path).RequireCors(CorsPolicy).WithGroupName(ApiDocument.Name).WithParameterCheck();
        api.RequireSignIn(endpoints.ServiceProvider, ApiRoutes.Call);
        routes.Add(endpoints, root, api);
        api.DeclareCommonAnswers();
        ApiDocument.Map(api);
        ApiPage.Map(api);
        HealthEndpoints.Map(api);
        ProcessEndpoints.Map(api);
        CallbackEndpoints.Map(api);
        WorkflowEndpoints.Map(api);
        ProductEndpoints.Map(api);
        BulkReconcileEndpoints.Map(api);
        ScheduleEndpoints.Map(api);
        FormEndpoints.Map(api);
        SubscriptionEndpoints.Map(api);
        SearchEndpoints.Map(api);
        CustomerDescriptionEndpoints.Map(api);
        SettingsEndpoints.Map(api);
        MaintenanceEndpoints.Map(api);
        UserReportEndpoints.Map(api);
        EventEndpoints.Map(api);
        AuditEndpoints.Map(api);
        DriftEndpoints.Map(api);
        DeviationEndpoints.Map(api);
        PlanEndpoints.Map(api);
        PauseEndpoints.Map(api);
        DriftPolicyEndpoints.Map(api);
        MetricEndpoints.Map(api);
        TranslationEndpoints.Map(api);
        return api;
    }

    private static void Configure(KestrelServerOptions server, IOptions<OrchestratorOptions> options)
    {
        server.AddServerHeader = false;
        var length = options.Value.MaxUrlLength * RequestLimits.ServerLineFactor;
        server.Limits.MaxRequestLineSize = Math.Max(server.Limits.MaxRequestLineSize, length);
    }

    private static void AddCorsPolicy(CorsOptions options, AllowedOrigins origins) =>
        options.AddPolicy(
            CorsPolicy,
            policy =>
                policy
                    .SetIsOriginAllowed(origins.Allows)
                    .WithMethods("GET", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "HEAD")
                    .WithHeaders(
                        HeaderNames.IfNoneMatch,
                        HeaderNames.Authorization,
                        HeaderNames.IfMatch,
                        HeaderNames.ContentType,
                        IdempotencyKey.Header
                    )
                    .WithExposedHeaders(
                        HeaderNames.CacheControl,
                        HeaderNames.ContentLanguage,
                        HeaderNames.ContentLength,
                        HeaderNames.ContentType,
                        HeaderNames.Expires,
                        HeaderNames.LastModified,
                        HeaderNames.Pragma,
                        HeaderNames.ContentRange,
                        HeaderNames.ETag
                    )
        );
}
