using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Orchestrator.Options;

namespace Orchestrator.Api.Tests.Support;

/// <summary>Issues tokens as <c>dotnet user-jwts</c> does, and makes hosts that trust them by their configuration alone.</summary>
internal sealed class LocalIssuer
{
    internal const string Issuer = "dotnet-user-jwts";
    internal const string Audience = "https://orchestrator.example";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The key with which tokens are signed, as the configuration has it.</summary>
    internal string Key => Convert.ToBase64String(_key);

    /// <summary>What <c>dotnet user-jwts create</c> writes into the settings and the secrets of a project.</summary>
    internal IEnumerable<KeyValuePair<string, string?>> Configuration =>
        [
            new("Authentication:Schemes:Bearer:ValidIssuer", Issuer),
            new("Authentication:Schemes:Bearer:ValidAudiences:0", Audience),
            new("Authentication:Schemes:Bearer:SigningKeys:0:Id", "1"),
            new("Authentication:Schemes:Bearer:SigningKeys:0:Issuer", Issuer),
            new("Authentication:Schemes:Bearer:SigningKeys:0:Value", Key),
            new("Authentication:Schemes:Bearer:SigningKeys:0:Length", "32"),
        ];

    /// <summary>A host outside Development that has the authentication of ASP.NET Core and what a test adds.</summary>
    internal ApiHost CreateHost(
        Action<OrchestratorOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        ApiDatabase? database = null
    ) =>
        new()
        {
            Database = database,
            Configuration = Configuration,
            Configure = options =>
            {
                options.Authentication.Disabled = false;
                configure?.Invoke(options);
            },
            Services = added =>
            {
                added.AddAuthentication().AddJwtBearer();
                added.AddAuthorizationBuilder().AddPolicy("operators", static policy => policy.RequireRole("operator"));
                services?.Invoke(added);
            },
        };

    /// <summary>A token that the host takes, unless something about it is changed.</summary>
    internal string Issue(
        string? name = "ann",
        string? role = null,
        string issuer = Issuer,
        string audience = Audience,
        TimeSpan? expiresIn = null,
        byte[]? key = null
    )
    {
        var expires = DateTime.UtcNow + (expiresIn ?? TimeSpan.FromHours(1));
        var claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = name ?? "robot-7" };
        if (name is not null)
        {
            claims[JwtRegisteredClaimNames.UniqueName] = name;
        }

        if (role is not null)
        {
            claims["role"] = role;
        }

        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                IssuedAt = expires - TimeSpan.FromHours(2),
                NotBefore = expires - TimeSpan.FromHours(2),
                Expires = expires,
                Claims = claims,
                SigningCredentials = new(new SymmetricSecurityKey(key ?? _key), SecurityAlgorithms.HmacSha256),
            }
        );
    }

    /// <summary>A token that no one has signed.</summary>
    internal string IssueUnsigned()
    {
        var parts = Issue().Split('.');
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
    }
}
