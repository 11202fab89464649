using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The example asks for tokens once its configuration says whose, as <c>dotnet user-jwts</c> writes it.</summary>
[Collection<ReconfiguredExample>]
public sealed class SignInTests(Example example)
{
    private const string Issuer = "dotnet-user-jwts";
    private const string Audience = "http://127.0.0.1:5000";

    [Fact]
    public async Task Whose_tokens_are_taken_is_said_by_the_configuration_alone()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(token: null));
        await example.KillHostAsync();

        await example.StartHostAsync(
            $"--Authentication:Schemes:Bearer:ValidAudiences:0={Audience}",
            $"--Authentication:Schemes:Bearer:ValidIssuer={Issuer}",
            $"--Authentication:Schemes:Bearer:SigningKeys:0:Issuer={Issuer}",
            $"--Authentication:Schemes:Bearer:SigningKeys:0:Value={Convert.ToBase64String(key)}"
        );

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Issue(RandomNumberGenerator.GetBytes(32))));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Issue(key)));
    }

    private async Task<HttpStatusCode> AskAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/processes/status-counts");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await example.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Issue(byte[] key)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var said =
            $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode($$"""{"unique_name":"ann","sub":"ann","iss":"{{Issuer}}","aud":"{{Audience}}","nbf":{{now - 60}},"exp":{{now + 3600}}}""")}";
        return $"{said}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(said)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
