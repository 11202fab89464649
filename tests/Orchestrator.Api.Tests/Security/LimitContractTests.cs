using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Options;

namespace Orchestrator.Api.Tests.Security;

/// <summary>What a client may ask of a host, and what it is told that asks for more.</summary>
public sealed class LimitContractTests
{
    private const string Page = "https://ui.example";

    private readonly LocalIssuer _issuer = new();

    [Fact]
    public async Task Every_refusal_has_the_contract_s_body_and_the_headers_that_a_page_needs()
    {
        await using var host = await StartAsync(static options =>
        {
            options.MaxUrlLength = 1_024;
            options.MaxFormPages = 2;
            options.MaxBodySize = 2_048;
        });

        using var longUrl = await host.Http.GetAsync($"/api/subscriptions/search?query={new string('a', 1_024)}");
        using var farTooLong = await host.Http.GetAsync($"/api/processes/?filter={new string('a', 7_000)}");
        using var pages = await host.Http.PostAsJsonAsync("/api/processes/validate_nothing", new[] { 1, 2, 3 });
        using var answers = await host.Http.PutAsJsonAsync($"/api/processes/{Guid.NewGuid()}/resume", new[] { 1, 2, 3 });
        using var scheduled = await host.Http.PostAsJsonAsync(
            "/api/schedules/",
            new { scheduled_type = "create", user_inputs = new[] { 1, 2, 3 } }
        );
        using var body = await host.Http.PostAsJsonAsync("/api/processes/validate_nothing", new[] { new string('a', 3_000) });

        Assert.Equal((414, "URI Too Long"), await ProblemAsync(longUrl));
        Assert.Equal((414, "URI Too Long"), await ProblemAsync(farTooLong));
        Assert.Equal((413, "Payload Too Large"), await ProblemAsync(body));
        Assert.Equal("""["body"]""", await PlaceAsync(pages));
        Assert.Equal("""["body"]""", await PlaceAsync(answers));
        Assert.Equal("""["body","user_inputs"]""", await PlaceAsync(scheduled));
    }

    /// <summary>The server's own limit is 30,000,000 bytes.</summary>
    [Fact]
    public async Task A_body_may_be_as_large_as_the_setting_says_although_the_server_allows_less()
    {
        await using var host = await StartAsync(static options => options.MaxBodySize = 32_000_000);

        using var read = await host.Http.PostAsJsonAsync("/api/processes/validate_nothing", new[] { new string('a', 31_000_000) });
        using var refused = await host.Http.PostAsJsonAsync("/api/processes/validate_nothing", new[] { new string('a', 33_000_000) });

        Assert.Equal(400, (int)read.StatusCode);
        Assert.Equal((413, "Payload Too Large"), await ProblemAsync(refused));
    }

    [Fact]
    public async Task A_client_that_sends_too_many_requests_is_told_when_to_try_again_and_others_are_served()
    {
        await using var host = await StartAsync(static options => options.MaxRequestsPerMinute = 3);
        SignIn(host, _issuer.Issue("ann"));
        for (var turn = 0; turn < 3; turn++)
        {
            using var served = await host.Http.GetAsync("/api/settings/status");
            Assert.Equal(200, (int)served.StatusCode);
        }

        using var refused = await host.Http.GetAsync("/api/settings/status");
        var wait = refused.Headers.RetryAfter!.Delta!.Value;
        Assert.Equal((429, "Too Many Requests"), await ProblemAsync(refused));
        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

        SignIn(host, _issuer.Issue("bob"));
        using var other = await host.Http.GetAsync("/api/settings/status");
        Assert.Equal(200, (int)other.StatusCode);
    }

    [Fact]
    public async Task Who_guesses_tokens_has_the_limit_of_his_address()
    {
        await using var host = await StartAsync(static options => options.MaxRequestsPerMinute = 3);
        var statuses = new List<int>();
        for (var turn = 0; turn < 4; turn++)
        {
            SignIn(host, $"guess-{turn}");
            using var answer = await host.Http.GetAsync("/api/settings/status");
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Equal([401, 401, 401, 429], statuses);
    }

    private static void SignIn(ApiHost host, string token) => host.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

    private static async Task<(int Status, string Title)> ProblemAsync(HttpResponseMessage answer)
    {
        var body = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal((int)answer.StatusCode, (int)body["status"]!);
        Assert.NotEmpty((string)body["detail"]!);
        Assert.Equal(Page, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        return ((int)answer.StatusCode, (string)body["title"]!);
    }

    private static async Task<string> PlaceAsync(HttpResponseMessage answer)
    {
        var error = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["detail"]![0]!;
        Assert.Equal((422, "too_long", 2), ((int)answer.StatusCode, (string)error["type"]!, (int)error["ctx"]!["max_length"]!));
        return error["loc"]!.ToJsonString();
    }

    private async Task<ApiHost> StartAsync(Action<OrchestratorOptions> configure)
    {
        var host = _issuer.CreateHost(options =>
        {
            options.AllowedOrigins.Add(Page);
            configure(options);
        });
        await host.InitializeAsync();
        host.Http.DefaultRequestHeaders.Add("Origin", Page);
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Issue());
        return host;
    }
}
