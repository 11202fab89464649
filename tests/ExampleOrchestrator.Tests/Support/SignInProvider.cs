using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>An OpenID Connect provider at which everyone signs in as ann, without a password: the code flow, answered by a form.</summary>
internal sealed class SignInProvider : IDisposable
{
    internal const string ClientId = "orchestrator";

    private readonly HttpListener _listener = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, string> _nonces = [];

    public SignInProvider()
    {
        Address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    internal string Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var answer = Answer(context.Request.Url!, HttpUtility.ParseQueryString(await reader.ReadToEndAsync())["code"]);
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer));
            context.Response.Close();
        }
    }

    private object Answer(Uri address, string? code) =>
        address.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => new
            {
                issuer = Address,
                authorization_endpoint = $"{Address}/authorize",
                token_endpoint = $"{Address}/token",
                jwks_uri = $"{Address}/keys",
            },
            "/keys" => new { keys = new[] { PublicKey() } },
            "/authorize" => Authorize(HttpUtility.ParseQueryString(address.Query)),
            "/token" => new
            {
                access_token = "unused",
                token_type = "Bearer",
                id_token = Issue(_nonces[code!]),
            },
            _ => throw new InvalidOperationException($"No one asks a provider for {address}."),
        };

    /// <summary>What a page of the provider would send to the application as a form.</summary>
    private Dictionary<string, string> Authorize(NameValueCollection query)
    {
        var code = Guid.NewGuid().ToString();
        _nonces[code] = query["nonce"]!;
        return new()
        {
            ["redirect_uri"] = query["redirect_uri"]!,
            ["code"] = code,
            ["state"] = query["state"]!,
        };
    }

    private object PublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = "1",
            n = Base64Url.EncodeToString(key.Modulus),
            e = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private string Issue(string nonce)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var signed =
            $"{Encode(new { alg = "RS256", typ = "JWT", kid = "1" })}.{Encode(
            new
            {
                iss = Address,
                aud = ClientId,
                sub = "7",
                preferred_username = "ann",
                nonce,
                iat = now,
                exp = now + 3600,
            }
        )}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
