using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>The example with a configuration that names an issuer of tokens and a provider at which browsers sign in.</summary>
public sealed partial class SignInExample : IAsyncLifetime
{
    internal const string Issuer = "dotnet-user-jwts";
    internal const string Audience = "http://127.0.0.1:5000";

    private readonly SignInProvider _provider = new();
    private readonly Example _example;

    public SignInExample() =>
        _example = new()
        {
            IsFilled = false,
            Settings =
            [
                Example.Empty,
                $"--Authentication:Schemes:Bearer:ValidAudiences:0={Audience}",
                $"--Authentication:Schemes:Bearer:ValidIssuer={Issuer}",
                $"--Authentication:Schemes:Bearer:SigningKeys:0:Issuer={Issuer}",
                $"--Authentication:Schemes:Bearer:SigningKeys:0:Value={Convert.ToBase64String(Key)}",
                .. ShownSettings(),
                $"--Authentication:Schemes:OpenIdConnect:Authority={_provider.Address}",
                "--Authentication:Schemes:OpenIdConnect:RequireHttpsMetadata=false",
            ],
        };

    internal byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    internal Uri Address => _example.Http.BaseAddress!;

    internal HttpClient Http => _example.Http;

    public ValueTask InitializeAsync() => _example.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _example.DisposeAsync();
        _provider.Dispose();
    }

    /// <summary>The settings that the page on operating shows.</summary>
    private static IEnumerable<string> ShownSettings()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));
        var shown = JsonBlock().Matches(page).Single(static block => block.Value.Contains("OpenIdConnect", StringComparison.Ordinal));
        return JsonDocument
            .Parse(shown.Groups[1].Value)
            .RootElement.GetProperty("Authentication")
            .GetProperty("Schemes")
            .GetProperty("OpenIdConnect")
            .EnumerateObject()
            .Select(static setting => $"--Authentication:Schemes:OpenIdConnect:{setting.Name}={setting.Value}");
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
