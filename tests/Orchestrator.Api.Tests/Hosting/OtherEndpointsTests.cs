using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>The API shares an application with endpoints of others, and neither changes an answer of the other.</summary>
public sealed class OtherEndpointsTests(OtherEndpointsTests.Hosts hosts) : IClassFixture<OtherEndpointsTests.Hosts>
{
    private const string Page = "https://own.example";
    private const string OwnPolicy = "own";

    /// <summary>Requests to what the application has of its own, some below the path of the API among them.</summary>
    private static readonly (string Method, string Path)[] Own =
    [
        ("GET", "/own/throws"),
        ("GET", "/own/missing"),
        ("GET", "/own/date"),
        ("GET", "/own/cors"),
        ("OPTIONS", "/own/cors"),
        ("POST", "/own/date"),
        ("GET", "/own/socket"),
        ("GET", "/own/unknown"),
        ("GET", "/api/own/throws"),
        ("GET", "/api/own/missing"),
        ("GET", "/"),
        ("GET", "/openapi/v1.json"),
    ];

    [Fact]
    public async Task Endpoints_of_the_application_answer_as_they_do_without_the_API()
    {
        using var alone = new HttpClient { BaseAddress = new(hosts.Alone.Urls.Single()) };
        foreach (var (method, path) in Own)
        {
            var expected = await AskAsync(alone, method, path);

            Assert.Equal(expected, await AskAsync(hosts.Shared.Http, method, path));
            Assert.DoesNotContain("detail", expected, StringComparison.Ordinal);
        }

        Assert.Contains("500: Own error", await AskAsync(alone, "GET", "/own/throws"), StringComparison.Ordinal);
        Assert.Contains("404: Own 404", await AskAsync(alone, "GET", "/own/missing"), StringComparison.Ordinal);
        Assert.Contains($"Access-Control-Allow-Origin={Page}", await AskAsync(alone, "OPTIONS", "/own/cors"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/processes/none", 422)]
    [InlineData("GET", "/api/processes/00000000-0000-0000-0000-000000000000", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("DELETE", "/api/health", 405)]
    [InlineData("GET", "/api/metrics", 404)]
    public async Task The_API_answers_as_the_contract_says_whatever_else_the_application_has(string method, string path, int status)
    {
        var answer = await AskAsync(hosts.Shared.Http, method, path);

        Assert.Equal(await AskAsync(hosts.ApiAlone.Http, method, path), answer);
        Assert.StartsWith($"{status}: {{\"detail\":", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_document_has_its_own_endpoints()
    {
        var api = await hosts.Shared.GetAsync("/api/openapi.json");
        var own = await hosts.Shared.GetAsync("/openapi/v1.json");

        Assert.Contains(api["paths"]!.AsObject(), static path => path.Key == "/api/health");
        Assert.Contains(own["paths"]!.AsObject(), static path => path.Key == "/api/own/date");
        Assert.Equal("number", api["components"]!["schemas"]!["Workflow"]!["properties"]!["created_at"]!["type"]!.GetValue<string>());
        Assert.Empty(
            api["paths"]!.AsObject().Select(static path => path.Key).Intersect(own["paths"]!.AsObject().Select(static path => path.Key))
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_group_of_the_application_the_API_is_below_the_path_of_the_group(bool isOpen)
    {
        await using var host = new ApiHost
        {
            Prefix = "/core",
            Configure = options => options.Authentication.Disabled = isOpen,
            Services = isOpen ? null : HeaderAuthentication.Add,
        };
        await host.InitializeAsync();

        Assert.Equal("OK", (await host.GetAsync("/core/api/health")).GetValue<string>());
        Assert.Equal("Orchestrator Core", (await host.GetAsync("/core")).GetValue<string>());
        using var unknown = await host.Http.GetAsync("/core/api/nothing");
        Assert.Equal("Not Found", (await unknown.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.GetValue<string>());
        using var own = await host.Http.GetAsync("/api/nothing");
        Assert.Equal((404, ""), ((int)own.StatusCode, await own.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData(true, "Call app.UseOrchestratorApi()")]
    [InlineData(false, "Call app.MapOrchestratorApi()")]
    public async Task A_host_that_has_only_the_endpoints_or_only_their_middleware_does_not_start(bool maps, string advice)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        using var console = new ConsoleLog();
        builder.Logging.ClearProviders().AddProvider(console);
        builder.Services.AddAlarms().AddOrchestrator(builder.Configuration).UseSqlite().AddOrchestrator_Api_TestsWorkflows();
        builder.Services.AddOrchestratorApi();
        builder.Services.AddAuthorizationBuilder().AddPolicy(VaultWorkflows.Operators, static policy => policy.RequireRole("operator"));
        await using var app = builder.Build();
        if (maps)
        {
            app.MapOrchestratorApi().RequireAuthorization();
        }
        else
        {
            app.UseOrchestratorApi();
        }

        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, refused.ToString());

        // The runtime prints what ends the program on the same console.
        Assert.DoesNotContain(console.Log.Entries, static entry => entry.Exception is not null);
    }

    [Fact]
    public async Task A_host_that_maps_the_endpoints_only_while_it_starts_is_checked_as_well()
    {
        using var database = ApiDatabase.Create("Sqlite");
        var settings = new Dictionary<string, string?>
        {
            ["Orchestrator:Database"] = database.ConnectionString,
            ["Orchestrator:Authentication:Disabled"] = "true",
        };
        using var host = new HostBuilder()
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(settings))
            .ConfigureWebHost(static web =>
                web.UseKestrel()
                    .UseUrls("http://127.0.0.1:0")
                    .ConfigureServices(
                        static (context, services) =>
                        {
                            services.AddRouting().AddOrchestratorApi();
                            services
                                .AddAuthorizationBuilder()
                                .AddPolicy(VaultWorkflows.Operators, static policy => policy.RequireRole("operator"));
                            services.AddAlarms().AddOrchestrator(context.Configuration).UseSqlite().AddOrchestrator_Api_TestsWorkflows();
                        }
                    )
                    .Configure(static app => app.UseRouting().UseEndpoints(static endpoints => endpoints.MapOrchestratorApi()))
            )
            .Build();

        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Call app.UseOrchestratorApi()", refused.Message, StringComparison.Ordinal);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_host_without_the_services_of_the_API_is_told_which_call_is_missing()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.Contains(
            "AddOrchestratorApi()",
            Assert.Throws<InvalidOperationException>(() => app.MapOrchestratorApi()).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "AddOrchestratorApi()",
            Assert.Throws<InvalidOperationException>(() => app.UseOrchestratorApi()).Message,
            StringComparison.Ordinal
        );
    }

    private static void AddOwn(IServiceCollection services) =>
        services
            .AddOpenApi()
            .AddCors(static options => options.AddPolicy(OwnPolicy, static policy => policy.WithOrigins(Page).WithHeaders("X-Own")))
            .AddExceptionHandler<OwnErrors>();

    private static void MapOwn(WebApplication app)
    {
        app.UseExceptionHandler("/own/error");
        app.UseStatusCodePages("text/plain", "Own {0}");
        app.UseCors();
        app.MapOpenApi();
        app.MapGet("/", static () => "Own root");
        foreach (var prefix in new[] { "/own", "/api/own" })
        {
            var own = app.MapGroup(prefix);
            own.MapGet("/throws", static string () => throw new NotSupportedException("Own"));
            own.MapGet("/missing", static () => TypedResults.NotFound());
            own.MapGet("/date", static () => new { At = DateTimeOffset.UnixEpoch });
            own.MapGet("/cors", static () => "Own page").RequireCors(OwnPolicy);
            own.MapGet("/socket", static (HttpContext context) => $"A socket: {context.WebSockets.IsWebSocketRequest}");
        }
    }

    /// <summary>Everything that a client sees but the time, the server's name, and where it listens.</summary>
    private static async Task<string> AskAsync(HttpClient http, string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path)
        {
            Headers = { { "Origin", Page }, { "Access-Control-Request-Method", "GET" } },
        };
        using var response = await http.SendAsync(request);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(static header => header.Key is not ("Date" or "Server" or "Content-Length"))
            .Select(static header => $"{header.Key}={string.Join(',', header.Value)}");
        var body = (await response.Content.ReadAsStringAsync()).Replace(http.BaseAddress!.ToString(), "", StringComparison.Ordinal);
        return $"{(int)response.StatusCode}: {body}\n{string.Join('\n', headers.Order(StringComparer.Ordinal))}";
    }

    private sealed class OwnErrors : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            await httpContext.Response.WriteAsync("Own error", cancellationToken);
            return true;
        }
    }

    /// <summary>The API with endpoints of others, each of the two without the other.</summary>
    public sealed class Hosts : IAsyncLifetime
    {
        internal ApiHost Shared { get; } = new() { Services = static services => AddOwn(services), Application = MapOwn };

        internal ApiHost ApiAlone { get; } = new();

        internal WebApplication Alone { get; } = Build();

        public async ValueTask InitializeAsync()
        {
            await Shared.InitializeAsync();
            await ApiAlone.InitializeAsync();
            await Alone.StartAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await Alone.DisposeAsync();
            await ApiAlone.DisposeAsync();
            await Shared.DisposeAsync();
        }

        private static WebApplication Build()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            AddOwn(builder.Services);
            var app = builder.Build();
            MapOwn(app);
            return app;
        }
    }
}
