using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Refuses an API without authentication outside Development, unless the settings say that this is meant. It is a check of the settings, so
/// that a host says it when it is built, with all other mistakes.
/// </summary>
internal sealed class AuthenticationSettings(IServiceProvider services) : IValidateOptions<OrchestratorOptions>
{
    /// <summary>The setting that opens the API to anyone.</summary>
    internal const string Disabled =
        $"{OrchestratorOptions.Section}:{nameof(OrchestratorOptions.Authentication)}:{nameof(OrchestratorAuthenticationOptions.Disabled)}";

    internal const string Missing = "The API has no authentication. Add one, for example with AddAuthentication().AddJwtBearer().";

    internal const string Advice = $"To serve the API to anyone who reaches it, set {Disabled} to true.";

    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options) =>
        options.Authentication.Disabled
        || services.GetService<IHostEnvironment>() is not { } environment
        || environment.IsDevelopment()
        || MayHaveSchemes()
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Missing} {Advice}");

    // Schemes that have to be waited for are looked at when the host starts.
    private bool MayHaveSchemes() =>
        services.GetService<IAuthenticationSchemeProvider>() is { } provider
        && (provider.GetAllSchemesAsync() is not { IsCompletedSuccessfully: true, Result: var schemes } || schemes.Any());
}
