using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Security;

/// <summary>Tokens of a local issuer, by the configuration sections of ASP.NET Core.</summary>
public sealed class LocalIssuerTests : IAsyncLifetime
{
    private const string Page = "https://ui.example";
    private const string Path = "/api/processes/status-counts";

    private readonly LocalIssuer _issuer = new();
    private readonly ApiHost _host;

    public LocalIssuerTests() =>
        _host = _issuer.CreateHost(static options =>
        {
            options.AllowedOrigins.Add(Page);
            options.Policies["PauseEngine"] = "operators";
        });

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_token_of_the_configured_issuer_lets_a_user_in_and_no_other_does()
    {
        var tokens = new Dictionary<string, (string? Token, int Expected)>
        {
            ["good"] = (_issuer.Issue(), 200),
            ["without a name claim"] = (_issuer.Issue(name: null), 200),
            ["none at all"] = (null, 401),
            ["expired"] = (_issuer.Issue(expiresIn: TimeSpan.FromMinutes(-10)), 401),
            ["of another audience"] = (_issuer.Issue(audience: "https://shop.example"), 401),
            ["of another issuer"] = (_issuer.Issue(issuer: "https://evil.example"), 401),
            ["signed with another key"] = (_issuer.Issue(key: RandomNumberGenerator.GetBytes(32)), 401),
            ["signed by no one"] = (_issuer.IssueUnsigned(), 401),
            ["cut"] = (_issuer.Issue()[..^4], 401),
            ["no token"] = ("ann", 401),
        };
        foreach (var (kind, (token, expected)) in tokens)
        {
            using var answer = await GetAsync(Path, token);
            var body = await answer.Content.ReadFromJsonAsync<JsonNode>();

            Assert.Equal((kind, expected), (kind, (int)answer.StatusCode));
            Assert.Equal(Page, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            if (expected == 401)
            {
                Assert.Equal("""{"detail":"Unauthorized"}""", body!.ToJsonString());
                Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_token_in_the_query_is_not_read()
    {
        foreach (var parameter in new[] { "token", "access_token", "bearer", "Authorization" })
        {
            using var answer = await GetAsync($"{Path}?{parameter}={_issuer.Issue()}", token: null);

            Assert.Equal((parameter, 401), (parameter, (int)answer.StatusCode));
        }
    }

    [Fact]
    public async Task Who_lacks_the_role_of_a_policy_is_refused_in_the_contract_s_words_and_who_has_it_is_not()
    {
        using var refused = await PauseAsync(_issuer.Issue());
        using var allowed = await PauseAsync(_issuer.Issue(role: "operator"));

        Assert.Equal(
            """{"detail":"User is not authorized to pause or release the engine","status":403,"title":"Forbidden"}""",
            (await refused.Content.ReadFromJsonAsync<JsonNode>())!.ToJsonString()
        );
        Assert.Equal(Page, refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(200, (int)allowed.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("expired")]
    public async Task A_socket_without_a_good_token_is_told_so_and_closed(string? kind)
    {
        using var socket = new ClientWebSocket();
        if (kind is not null)
        {
            Offer(socket, _issuer.Issue(expiresIn: TimeSpan.FromMinutes(-10)));
        }

        await socket.ConnectAsync(Address("/api/ws/events"), CancellationToken.None);
        var (message, closed) = await ReadToEndAsync(socket);

        Assert.Equal((401, "Unauthorized"), ((int)message["error"]!["status_code"]!, (string)message["error"]!["detail"]!));
        Assert.StartsWith("Bearer", (string)message["error"]!["headers"]!["WWW-Authenticate"]!, StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, closed);
    }

    [Fact]
    public async Task A_socket_with_a_good_token_is_served()
    {
        using var socket = new ClientWebSocket();
        Offer(socket, _issuer.Issue());
        await socket.ConnectAsync(Address("/api/ws/events"), CancellationToken.None);
        await socket.SendAsync("__ping__"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[1_024];
        var answer = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);

        Assert.Equal("base64.bearer.token", socket.SubProtocol);
        Assert.Equal("__pong__", Encoding.UTF8.GetString(buffer, 0, answer.Count));
    }

    private static void Offer(ClientWebSocket socket, string token)
    {
        socket.Options.AddSubProtocol("base64.bearer.token");
        socket.Options.AddSubProtocol(token);
    }

    private static async Task<(JsonNode Message, WebSocketCloseStatus? Closed)> ReadToEndAsync(ClientWebSocket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var buffer = new byte[4_096];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
        var message = JsonNode.Parse(buffer.AsSpan(0, received.Count))!;
        await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
        return (message, socket.CloseStatus);
    }

    private Uri Address(string path) => new UriBuilder(_host.Http.BaseAddress!) { Scheme = "ws", Path = path }.Uri;

    private Task<HttpResponseMessage> GetAsync(string path, string? token) => SendAsync(new(HttpMethod.Get, path), token);

    private Task<HttpResponseMessage> PauseAsync(string token) =>
        SendAsync(new(HttpMethod.Put, "/api/settings/status") { Content = JsonContent.Create(new { global_lock = false }) }, token);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token)
    {
        using (request)
        {
            request.Headers.Add("Origin", Page);
            if (token is not null)
            {
                request.Headers.Authorization = new("Bearer", token);
            }

            return await _host.Http.SendAsync(request);
        }
    }
}
