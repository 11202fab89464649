using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>Keeps a host from starting outside Development with an API that anyone may call, unless its settings say that this is meant.</summary>
internal sealed partial class AuthenticationGuard(
    ApiRoutes routes,
    IServiceProvider services,
    IHostEnvironment environment,
    IOptions<OrchestratorOptions> options,
    ILogger<AuthenticationGuard> logger) : IHostedLifecycleService
{
    private const string Setting =
        $"{OrchestratorOptions.Section}:{nameof(OrchestratorOptions.Authentication)}:{nameof(OrchestratorAuthenticationOptions.Disabled)}";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Authentication.Disabled)
        {
            LogDisabled(logger, Setting);
        }
        else if (!environment.IsDevelopment() && await FindProblemAsync() is { } problem)
        {
            throw new InvalidOperationException($"{problem} To serve the API to anyone who reaches it, set {Setting} to true.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> FindProblemAsync()
    {
        if (services.GetService<IAuthenticationSchemeProvider>() is not { } schemes || !(await schemes.GetAllSchemesAsync()).Any())
        {
            return "The API has no authentication. Add one with AddAuthentication, and call MapOrchestratorApi().RequireAuthorization().";
        }

        var policies = services.GetService<IAuthorizationPolicyProvider>();
        return (policies is null || await policies.GetFallbackPolicyAsync() is null) && routes.FindOpen().FirstOrDefault() is { } open
            ? $"The API has authentication, but '{open.DisplayName}' does not ask for it. Call MapOrchestratorApi().RequireAuthorization()."
            : null;
    }

    [LoggerMessage(3003, LogLevel.Warning, "Anyone who reaches this host may call its API and steer what it orchestrates, because {Setting} is true")]
    private static partial void LogDisabled(ILogger logger, string setting);
}
