using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Dashboard.Customers;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Options;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What surrounds the pages, over HTTP.</summary>
public sealed partial class HostTests
{
    private const string BrowserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData(BrowserAccept, 302)]
    [InlineData("*/*", 200)]
    [InlineData("application/json", 200)]
    [InlineData(null, 200)]
    public async Task A_browser_that_opens_the_root_is_sent_to_the_dashboard_and_no_one_else(string? accept, int status)
    {
        await using var host = await StartAsync();

        using var answer = await GetAsync(host, "/", accept);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 302)
        {
            Assert.Equal("/orchestrator/", answer.Headers.Location!.OriginalString);
        }
        else
        {
            Assert.Equal("\"Orchestrator Core\"", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/below", "")]
    [InlineData("", "/in/group")]
    [InlineData("/below", "/group")]
    public async Task Everything_that_a_page_names_comes_from_this_host_wherever_it_is_mapped(string pathBase, string prefix)
    {
        await using var host = await StartAsync(new() { PathBase = pathBase, Prefix = prefix });

        using var redirected = await GetAsync(host, $"{pathBase}{prefix}/", BrowserAccept);
        using var withoutSlash = await GetAsync(host, $"{pathBase}{prefix}/orchestrator", BrowserAccept);
        using var page = await GetAsync(host, $"{pathBase}{prefix}/orchestrator/subscriptions?drift=drifted", BrowserAccept);
        var html = await page.Content.ReadAsStringAsync();
        var @base = new Uri(host.Http.BaseAddress!, Base().Match(html).Groups["href"].Value);

        Assert.Equal($"{pathBase}{prefix}/orchestrator/", redirected.Headers.Location!.OriginalString);
        Assert.Equal($"{pathBase}{prefix}/orchestrator/", withoutSlash.Headers.Location!.OriginalString);
        Assert.Equal($"{pathBase}{prefix}/orchestrator/", @base.AbsolutePath);
        var files = File().Matches(html).Select(static match => match.Groups["file"].Value).ToArray();
        Assert.Equal(5, files.Length);
        foreach (var file in files)
        {
            using var answer = await host.Http.GetAsync(new Uri(@base, file));
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        using var negotiated = await host.Http.PostAsync(new Uri(@base, "_blazor/negotiate?negotiateVersion=1"), content: null);
        Assert.Equal(HttpStatusCode.OK, negotiated.StatusCode);
    }

    [Fact]
    public async Task Browsers_run_scripts_of_this_host_alone_and_keep_no_page()
    {
        await using var host = await StartAsync();

        using var page = await GetAsync(host, "/orchestrator/", BrowserAccept);
        var html = await page.Content.ReadAsStringAsync();

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.DoesNotMatch(InlineScript(), html);
    }

    [Fact]
    public async Task Files_are_compressed_for_those_who_can_read_it()
    {
        await using var host = await StartAsync();
        var html = await host.Http.GetStringAsync(new Uri("/orchestrator/", UriKind.Relative));
        var name = File()
            .Matches(html)
            .Select(static match => match.Groups["file"].Value)
            .First(static name => name.EndsWith("mudblazor.css", StringComparison.Ordinal));
        var file = $"/orchestrator/{name}";

        var plain = await host.Http.GetByteArrayAsync(new Uri(file, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, file);
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await host.Http.SendAsync(request);
        var compressed = await answer.Content.ReadAsByteArrayAsync();
        using var missing = await host.Http.GetAsync(
            new Uri(file.Replace("mudblazor", "nothing", StringComparison.Ordinal), UriKind.Relative)
        );

        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.True(compressed.Length < plain.Length / 5, $"{compressed.Length} of {plain.Length}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task An_address_of_no_page_is_not_found_and_says_so()
    {
        await using var host = await StartAsync();

        using var answer = await GetAsync(host, "/orchestrator/nothing/here", BrowserAccept);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_page_of_another_origin_opens_no_connection()
    {
        await using var host = await StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/orchestrator/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_and_connections_are_for_those_who_are_signed_in_and_files_for_anyone()
    {
        await using var host = await StartAsync(
            new() { Configure = static options => options.Authentication.Disabled = false, Services = AddHeaderAuthentication }
        );

        using var closed = await GetAsync(host, "/orchestrator/", BrowserAccept);
        using var connection = await host.Http.PostAsync(
            new Uri("/orchestrator/_blazor/negotiate?negotiateVersion=1", UriKind.Relative),
            content: null
        );
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", "ann");
        using var open = await GetAsync(host, "/orchestrator/", BrowserAccept);
        var file = File().Match(await open.Content.ReadAsStringAsync()).Groups["file"].Value;
        host.Http.DefaultRequestHeaders.Authorization = null;
        using var style = await host.Http.GetAsync(new Uri($"/orchestrator/{file}", UriKind.Relative));

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { closed.StatusCode, connection.StatusCode, open.StatusCode, style.StatusCode }
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("/group")]
    public async Task A_host_that_opens_its_pages_to_anyone_does_not_start(string prefix)
    {
        await using var host = new DashboardHost
        {
            Configure = static options => options.Authentication.Disabled = false,
            Services = AddHeaderAuthentication,
            Prefix = prefix,
            Group = static group => group.AllowAnonymous(),
            Pages = pages => pages.Add(endpoint => AllowAnonymousUnless(prefix.Length > 0, endpoint)),
        };

        var rejected = await Assert.ThrowsAnyAsync<Exception>(async () => await host.InitializeAsync());

        Assert.Contains("AllowAnonymous() from MapOrchestrator", rejected.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_an_origin_that_may_call_the_API_opens_no_connection()
    {
        const string origin = "https://spa.example";
        await using var host = await StartAsync(new() { Configure = static options => options.AllowedOrigins.Add(origin) });

        using var api = await NegotiateAsync(host, "/api/settings/status", HttpMethod.Get, origin);
        using var pages = await NegotiateAsync(host, "/orchestrator/_blazor/negotiate?negotiateVersion=1", HttpMethod.Post, origin);
        using var otherScheme = await NegotiateAsync(
            host,
            "/orchestrator/_blazor/negotiate?negotiateVersion=1",
            HttpMethod.Post,
            $"https://{host.Http.BaseAddress!.Authority}"
        );

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            new[] { api.StatusCode, pages.StatusCode, otherScheme.StatusCode }
        );
    }

    [Fact]
    public async Task The_connections_of_pages_are_counted_as_the_web_sockets_of_their_client()
    {
        await using var host = await StartAsync(new() { Configure = static options => options.MaxSocketsPerClient = 1 });
        var address = new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = "/orchestrator/_blazor" }.Uri;
        using var first = new ClientWebSocket();
        using var second = new ClientWebSocket();
        second.Options.CollectHttpResponseDetails = true;

        await first.ConnectAsync(address, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(address, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.TooManyRequests, second.HttpStatusCode);
    }

    [Fact]
    public async Task A_browser_signs_out_by_a_form_of_this_host_alone()
    {
        await using var host = await StartAsync(
            new()
            {
                Configure = static options => options.Authentication.Disabled = false,
                Services = static services => services.AddAuthentication("cookie").AddCookie("cookie"),
            }
        );

        using var elsewhere = await NegotiateAsync(host, "/orchestrator/sign-out", HttpMethod.Post, "https://elsewhere.example");
        using var own = await NegotiateAsync(
            host,
            "/orchestrator/sign-out",
            HttpMethod.Post,
            host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)
        );

        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Equal("/orchestrator/", own.Headers.Location!.OriginalString);
        Assert.StartsWith(".AspNetCore.cookie=;", own.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_that_lacks_the_services_is_told_which_call_is_missing()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var refused = Assert.Throws<InvalidOperationException>(() => app.MapOrchestratorDashboard());

        Assert.Contains("AddOrchestratorDashboard", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_that_has_the_dashboard_and_not_the_API_is_told_which_call_is_missing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddOrchestratorDashboard();
        var app = builder.Build();

        var refused = Assert.Throws<InvalidOperationException>(() => app.MapOrchestratorDashboard());

        Assert.Equal("The services of the API are missing. Call builder.Services.AddOrchestratorApi().", refused.Message);
    }

    [Fact]
    public async Task Pages_without_the_middleware_of_the_API_stop_the_host()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOrchestrator(builder.Configuration).UseSqlite();
        builder.Services.AddOrchestratorApi().AddOrchestratorDashboard();
        builder.Services.Configure<OrchestratorOptions>(static options => options.Authentication.Disabled = true);
        await using var app = builder.Build();
        app.MapOrchestratorDashboard();

        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "MapOrchestratorDashboard() needs the middleware of the API. Call app.UseOrchestratorApi() before it.",
            refused.Message
        );
    }

    [Fact]
    public void Public_are_the_extensions_the_names_of_customers_and_the_components_that_Razor_makes_public()
    {
        var others = typeof(OrchestratorDashboardExtensions)
            .Assembly.GetExportedTypes()
            .Where(static type =>
                !typeof(IComponent).IsAssignableFrom(type)
                && !type.FullName!.StartsWith("__Blazor", StringComparison.Ordinal)
                && !type.Name.StartsWith("_Imports", StringComparison.Ordinal)
            )
            .OrderBy(static type => type.FullName, StringComparer.Ordinal);

        Assert.Equal([typeof(OrchestratorDashboardExtensions), typeof(ICustomerNames)], others);
    }

    private static void AddHeaderAuthentication(IServiceCollection services) =>
        services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);

    private static void AllowAnonymousUnless(bool isGroupOpen, EndpointBuilder endpoint)
    {
        if (!isGroupOpen)
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
        }
    }

    private static async Task<HttpResponseMessage> NegotiateAsync(DashboardHost host, string path, HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        return await host.Http.SendAsync(request);
    }

    private static async Task<DashboardHost> StartAsync(DashboardHost? host = null)
    {
        host ??= new();
        await host.InitializeAsync();
        return host;
    }

    private static async Task<HttpResponseMessage> GetAsync(DashboardHost host, string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await host.Http.SendAsync(request);
    }

    [GeneratedRegex("<base href=\"(?<href>[^\"]+)\"")]
    private static partial Regex Base();

    [GeneratedRegex("(?:src|href)=\"(?<file>assets/[^\"]+)\"")]
    private static partial Regex File();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|\son\w+=""")]
    private static partial Regex InlineScript();

    /// <summary>Believes the header <c>Authorization: Bearer name</c>.</summary>
    private sealed class HeaderAuthentication(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            return Task.FromResult(
                header.StartsWith("Bearer ", StringComparison.Ordinal)
                    ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.Name, header[7..])], "header")), "header"))
                    : AuthenticateResult.NoResult()
            );
        }
    }
}
