using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Api.Tests.Support;

/// <summary>Believes the header <c>Authorization: Bearer name</c>.</summary>
internal sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Name = "header";
    private const string Prefix = "Bearer ";

    internal static void Add(IServiceCollection services)
    {
        services.AddAuthentication(Name).AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(Name, configureOptions: null);
        services.AddAuthorization();
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        return Task.FromResult(
            header.StartsWith(Prefix, StringComparison.Ordinal)
                ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.Name, header[Prefix.Length..])], Name)), Name))
                : AuthenticateResult.NoResult()
        );
    }
}
