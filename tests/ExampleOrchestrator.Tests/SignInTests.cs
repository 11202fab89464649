using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The example asks for tokens and sign-ins once its configuration says whose.</summary>
public sealed class SignInTests(SignInExample example) : IClassFixture<SignInExample>
{
    private static readonly Uri Counts = new("/api/processes/status-counts", UriKind.Relative);
    private static readonly Uri Connection = new("/orchestrator/_blazor/negotiate?negotiateVersion=1", UriKind.Relative);

    [Fact]
    public async Task Whose_tokens_are_taken_is_said_by_the_configuration_alone()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Issue(RandomNumberGenerator.GetBytes(32))));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Issue(example.Key)));
    }

    [Fact]
    public async Task A_browser_signs_in_at_the_provider_and_then_sees_the_page_that_it_asked_for()
    {
        using var browser = new CookieClient(example.Address);

        var returned = await SignInAsync(browser, new("/orchestrator/drift", UriKind.Relative));
        using var page = await browser.GetAsync(returned);
        using var connected = await browser.PostAsync(Connection, []);

        Assert.EndsWith("/orchestrator/drift", returned.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, connected.StatusCode);
    }

    [Fact]
    public async Task Without_a_sign_in_a_page_has_no_connection()
    {
        using var browser = new CookieClient(example.Address);

        using var connected = await browser.PostAsync(Connection, []);

        Assert.Equal(HttpStatusCode.Redirect, connected.StatusCode);
    }

    [Fact]
    public async Task The_cookie_of_a_browser_does_not_open_the_API()
    {
        using var browser = new CookieClient(example.Address);
        await SignInAsync(browser, new("/orchestrator/", UriKind.Relative));

        using var answer = await browser.GetAsync(Counts);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_example_that_is_started_empty_makes_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/subscriptions/search?query=tag:NODE");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Issue(example.Key));

        using var answer = await example.Http.SendAsync(request, Cancelled);

        Assert.Equal("[]", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    /// <summary>Opens a page, signs in where it sends the browser, and gives the address to which that leads.</summary>
    private static async Task<Uri> SignInAsync(CookieClient browser, Uri page)
    {
        using var sent = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var provider = await browser.GetAsync(sent.Headers.Location!);
        var form = (await provider.Content.ReadFromJsonAsync<Dictionary<string, string>>(Cancelled))!;
        using var back = await browser.PostAsync(new(form["redirect_uri"]), form);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return back.Headers.Location!;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private async Task<HttpStatusCode> AskAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Counts);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await example.Http.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private static string Issue(byte[] key)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var said =
            $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode($$"""{"unique_name":"ann","sub":"ann","iss":"{{SignInExample.Issuer}}","aud":"{{SignInExample.Audience}}","nbf":{{now - 60}},"exp":{{now + 3600}}}""")}";
        return $"{said}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(said)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
