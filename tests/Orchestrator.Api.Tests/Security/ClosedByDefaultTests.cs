using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Security;

/// <summary>Nothing is open that no one has opened.</summary>
public sealed class ClosedByDefaultTests
{
    private const string Page = "https://ui.example";

    [Fact]
    public async Task A_host_without_authentication_does_not_start_outside_Development()
    {
        await using var host = new ApiHost { Configure = static options => options.Authentication.Disabled = false };

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(async () => await host.InitializeAsync());

        var failure = Assert.Single(refused.Failures);
        Assert.Contains("AddAuthentication", failure, StringComparison.Ordinal);
        Assert.Contains("Orchestrator:Authentication:Disabled", failure, StringComparison.Ordinal);
        Assert.Equal($"This host cannot start:\n- {failure}", refused.ToString());
    }

    [Theory]
    [InlineData(true, "Authentication is disabled")]
    [InlineData(false, "Authentication is not disabled.")]
    public async Task The_health_check_says_whether_the_host_is_open_to_anyone(bool disabled, string description)
    {
        await using var host = new ApiHost
        {
            Configure = options => options.Authentication.Disabled = disabled,
            Services = static services => services.AddHealthChecks().AddOrchestrator(),
            Environment = Environments.Development,
        };
        await host.InitializeAsync();

        var report = await host.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        var entry = report.Entries["orchestrator-authentication"];
        Assert.Equal((HealthStatus.Healthy, disabled), (entry.Status, entry.Data["authentication_disabled"]));
        Assert.StartsWith(description, entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_opens_its_endpoints_does_not_start_outside_Development()
    {
        await using var host = new ApiHost
        {
            Configure = static options => options.Authentication.Disabled = false,
            Services = HeaderAuthentication.Add,
            Endpoints = static api => api.AllowAnonymous(),
        };

        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await host.InitializeAsync());

        Assert.Contains("AllowAnonymous", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_in_Development_starts_open_and_every_page_may_read_it()
    {
        await using var host = new ApiHost
        {
            Configure = static options => options.Authentication.Disabled = false,
            Environment = Environments.Development,
        };
        await host.InitializeAsync();

        using var response = await GetAsync(host, "/api/settings/status", Page);

        Assert.Equal(Page, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_a_body_and_the_headers_that_a_page_needs_to_read_it()
    {
        await using var host = await StartProtectedAsync();

        foreach (var path in new[] { "/api/processes/status-counts", "/api/metrics", "/api/processes/", "/api/ws/events" })
        {
            using var response = await GetAsync(host, path, Page);
            var body = await response.Content.ReadAsStringAsync();

            Assert.True((int)response.StatusCode == 401, $"{path}: {response.StatusCode} {body}");
            Assert.Equal("Unauthorized", JsonNode.Parse(body)!["detail"]!.GetValue<string>());
            Assert.Equal(Page, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        }

        foreach (var path in new[] { "/api/health", "/api/translations/en-GB", "/api/openapi.json", "/" })
        {
            using var response = await GetAsync(host, path, Page);
            Assert.Equal(200, (int)response.StatusCode);
        }

        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", "ann");
        using var allowed = await GetAsync(host, "/api/processes/", Page);
        Assert.Equal(200, (int)allowed.StatusCode);
    }

    [Fact]
    public async Task The_token_of_a_web_socket_is_what_authenticates_it_by_any_scheme_that_reads_bearer_tokens()
    {
        await using var host = await StartProtectedAsync();
        using var known = new ClientWebSocket();
        known.Options.AddSubProtocol("base64.bearer.token");
        known.Options.AddSubProtocol("ann");

        await known.ConnectAsync(Socket(host), CancellationToken.None);

        Assert.Equal("base64.bearer.token", known.SubProtocol);
    }

    [Fact]
    public async Task Pages_of_other_origins_are_told_nothing_and_open_no_socket()
    {
        await using var host = new ApiHost { Configure = static options => options.AllowedOrigins.Add(Page) };
        await host.InitializeAsync();

        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/settings/status");
        preflight.Headers.Add("Origin", "https://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        using var refused = await host.Http.SendAsync(preflight);
        using var allowed = await GetAsync(host, "/api/health", Page);

        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(Page, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Content-Range", allowed.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
        Assert.Equal(403, await ConnectAsync(host, "https://evil.example"));
        Assert.Equal(403, await ConnectAsync(host, "null"));
        Assert.Equal(101, await ConnectAsync(host, Page));
        Assert.Equal(101, await ConnectAsync(host, host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(101, await ConnectAsync(host, origin: null));
    }

    [Fact]
    public async Task Sockets_are_counted_by_client_and_one_that_closes_makes_room()
    {
        await using var host = new ApiHost { Configure = static options => options.MaxSocketsPerClient = 2 };
        await host.InitializeAsync();
        using var first = new ClientWebSocket();
        using var second = new ClientWebSocket();
        await first.ConnectAsync(Socket(host), CancellationToken.None);
        await second.ConnectAsync(Socket(host), CancellationToken.None);

        Assert.Equal(429, await ConnectAsync(host, origin: null));
        await first.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
        await Orchestrator.Testing.OrchestratorTestHost.UntilAsync(async () => await ConnectAsync(host, origin: null) == 101);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_does_not_hold_the_stop_of_the_host()
    {
        var host = new ApiHost { Services = ApiHost.StopOnlyWhenDone };
        await host.InitializeAsync();
        using var silent = new ClientWebSocket();
        await silent.ConnectAsync(Socket(host), CancellationToken.None);
        for (var turn = 0; turn < 200; turn++)
        {
            using var changed = await host.Http.PutAsync(
                "/api/settings/status",
                new StringContent("""{"global_lock": false}""", System.Text.Encoding.UTF8, "application/json")
            );
        }

        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    private static async Task<ApiHost> StartProtectedAsync()
    {
        var host = new ApiHost
        {
            Configure = static options =>
            {
                options.Authentication.Disabled = false;
                options.AllowedOrigins.Add(Page);
            },
            Services = HeaderAuthentication.Add,
        };
        await host.InitializeAsync();
        return host;
    }

    private static Uri Socket(ApiHost host) => new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = "/api/ws/events" }.Uri;

    private static async Task<HttpResponseMessage> GetAsync(ApiHost host, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", origin);
        return await host.Http.SendAsync(request);
    }

    private static async Task<int> ConnectAsync(ApiHost host, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(Socket(host), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return (int)socket.HttpStatusCode;
    }
}
