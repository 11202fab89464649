using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>
/// What a host gives the API may throw: the request is answered as the contract says, without a word of the exception, and other requests
/// are served.
/// </summary>
public sealed class ExtensionPointTests
{
    private const string Secret = "the password of the directory";

    /// <summary>What a host gives the API, and who calls it.</summary>
    private static readonly Dictionary<string, string> Points = new(StringComparer.Ordinal)
    {
        ["OrchestratorApiExtensions.AddOrchestratorApi(services)"] = "before the host starts",
        ["OrchestratorApiExtensions.MapOrchestratorApi(endpoints)"] = "before the host starts",
        ["OrchestratorApiExtensions.UseOrchestratorApi(app)"] = "before the host starts",
        ["constructed with IChangeFeed"] = "the runtime implements it",
        ["constructed with IHostApplicationLifetime"] = "the host implements it",
        ["constructed with IHostEnvironment"] = "data of the host",
        ["constructed with ILogger<>"] = "what ASP.NET Core itself writes to with every request, before and after ours",
        ["constructed with IOptions<>"] = "when the host starts, which then says so and stops",
        ["constructed with IProcesses"] = "the runtime implements it",
        ["constructed with IServiceScopeFactory"] = "as what decides about a request, which is made in a scope of its own",
        ["constructed with IServiceProvider"] = "when the host starts, which then says so and stops",
        ["constructed with IVisibility"] = "the runtime implements it",
        ["constructed with ScheduleTrigger"] = "data of the runtime",
        ["constructed with SearchFilter"] = "data of the runtime",
        ["constructed with StorageErrors"] = "the runtime implements it",
    };

    [Fact]
    public void Every_extension_point_of_the_API_has_a_place() =>
        Assert.Equal(
            string.Join('\n', Points.Keys.Order(StringComparer.Ordinal)),
            string.Join('\n', ExtensionPoints.Of(typeof(OrchestratorApiExtensions).Assembly).Order(StringComparer.Ordinal))
        );

    [Theory]
    [InlineData(typeof(FaultyAuthorization))]
    [InlineData(typeof(FaultyClaims))]
    public async Task What_decides_about_a_request_may_throw(Type fault)
    {
        await using var host = new ApiHost
        {
            Configure = static options => options.Authentication.Disabled = false,
            Services = services =>
            {
                HeaderAuthentication.Add(services);
                services.AddSingleton(
                    fault == typeof(FaultyAuthorization) ? typeof(IAuthorizationHandler) : typeof(IClaimsTransformation),
                    fault
                );
            },
            Endpoints = static api => api.RequireAuthorization(),
        };
        await host.InitializeAsync();

        await AssertFaultThenAnswerAsync(host);
    }

    [Fact]
    public async Task An_exception_handler_of_the_host_may_throw_and_is_not_asked_about_the_API()
    {
        await using var host = new ApiHost
        {
            Configure = static options => options.Authentication.Disabled = false,
            Services = static services =>
            {
                HeaderAuthentication.Add(services);
                services
                    .AddSingleton<IAuthorizationHandler, FaultyAuthorization>()
                    .AddSingleton<IExceptionHandler, FaultyExceptionHandler>();
            },
            Endpoints = static api => api.RequireAuthorization(),
        };
        await host.InitializeAsync();

        await AssertFaultThenAnswerAsync(host);
    }

    private static async Task AssertFaultThenAnswerAsync(ApiHost host)
    {
        var (status, body) = await GetAsync(host, "faulty");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
        Assert.Equal("Internal Server Error", JsonNode.Parse(body)!["title"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "ann")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(ApiHost host, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/processes/status-counts")
        {
            Headers = { Authorization = new("Bearer", user) },
        };
        using var response = await host.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static void ThrowFor(string? user)
    {
        if (user == "faulty")
        {
            throw new NotSupportedException(Secret);
        }
    }

    private sealed class FaultyAuthorization : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            ThrowFor(context.User.Identity?.Name);
            return Task.CompletedTask;
        }
    }

    private sealed class FaultyClaims : IClaimsTransformation
    {
        public Task<System.Security.Claims.ClaimsPrincipal> TransformAsync(System.Security.Claims.ClaimsPrincipal principal)
        {
            ThrowFor(principal.Identity?.Name);
            return Task.FromResult(principal);
        }
    }

    private sealed class FaultyExceptionHandler : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken) =>
            throw new NotSupportedException(Secret);
    }
}
