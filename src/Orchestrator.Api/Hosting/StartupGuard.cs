using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Diagnostics;
using Orchestrator.Hosting;
using Orchestrator.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Keeps a host from starting whose API or pages lack the middleware, the endpoints or a policy that these require, or that serves them
/// outside Development to anyone although its settings do not say that this is meant.
/// </summary>
internal sealed class StartupGuard(
    ApiRoutes routes,
    IServiceProvider services,
    IHostEnvironment environment,
    IOptions<OrchestratorOptions> options,
    ConsoleStartLog console,
    ILogger<StartupGuard> logger
) : IHostedLifecycleService
{
    private bool Disabled => options.Value.Authentication.Disabled;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (Disabled)
        {
            Log.AuthenticationDisabled(logger, AuthenticationSettings.Disabled);
        }

        return CheckAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Again, because a host with a start-up class maps its endpoints only now.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => CheckAsync();

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CheckAsync()
    {
        try
        {
            await DemandSetupAsync();
        }
        catch (ApiSetupException)
        {
            console.LeaveOutFailure();
            throw;
        }
    }

    private async Task DemandSetupAsync()
    {
        if (routes is { MappedBy: { } call, HaveMiddleware: false })
        {
            throw new ApiSetupException($"{call} needs the middleware of the API. Call app.UseOrchestratorApi() before it.");
        }

        if (routes is { MappedBy: null, HaveMiddleware: true })
        {
            throw new ApiSetupException(
                "UseOrchestratorApi() has no endpoints to serve, so each request would be answered with 404. Call "
                    + "app.MapOrchestratorApi() after it, or remove it."
            );
        }

        var closed = routes.FindClosed(services);
        if (await EndpointPolicies.FindMissingAsync(closed, services) is [_, ..] missing)
        {
            throw new ApiSetupException(string.Join('\n', missing));
        }

        if (!Disabled && !environment.IsDevelopment() && await FindProblemAsync(closed) is { } problem)
        {
            throw new ApiSetupException($"{problem} {AuthenticationSettings.Advice}");
        }
    }

    private async Task<string?> FindProblemAsync(IEnumerable<Endpoint> closed)
    {
        // The settings are checked before, but do not wait for schemes that are read from elsewhere.
        if (services.GetService<IAuthenticationSchemeProvider>() is not { } schemes || !(await schemes.GetAllSchemesAsync()).Any())
        {
            return AuthenticationSettings.Missing;
        }

        return closed.FirstOrDefault(static endpoint => Access.IsOpen(endpoint.Metadata)) is { } open
            ? $"The API has authentication, but '{open.DisplayName}' is open to anyone. "
                + $"Remove AllowAnonymous() from {Access.FindCall(open.Metadata)} and from the group in which it is called."
            : null;
    }
}
