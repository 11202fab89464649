using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>Who may call which endpoint: who is signed in, unless the endpoint says that it is for anyone.</summary>
internal static class Access
{
    /// <summary>Marks an endpoint that is meant to be open.</summary>
    private static readonly OpenToAnyone Open = new();

    /// <summary>Opens an endpoint to anyone: it shows nothing of what is orchestrated, or its address is a secret.</summary>
    internal static TBuilder ForAnyone<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AllowAnonymous().WithMetadata(Open);

    /// <summary>
    /// Lets those who are signed in call the endpoints, where the application has an authentication and its settings do not disable it.
    /// </summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="services">The services of the application.</param>
    /// <param name="call">The call by which the application maps them, for the message about one that is open all the same.</param>
    internal static void RequireSignIn(this IEndpointConventionBuilder endpoints, IServiceProvider services, string call) =>
        endpoints.Add(endpoint =>
        {
            endpoint.Metadata.Add(new Closed(call));

            // The settings are read when the endpoints are built, as all settings are: when the host starts.
            if (
                services.GetService<IAuthenticationSchemeProvider>() is not null
                && !services.GetRequiredService<IOptions<OrchestratorOptions>>().Value.Authentication.Disabled
            )
            {
                endpoint.Metadata.Add(new AuthorizeAttribute());
            }
        });

    /// <summary>The call that mapped an endpoint which is meant for those who are signed in; null for any other endpoint.</summary>
    internal static string? FindCall(EndpointMetadataCollection metadata) => metadata.GetMetadata<Closed>()?.Call;

    /// <summary>Whether an endpoint is meant to be open.</summary>
    internal static bool IsForAnyone(IEnumerable<object> metadata) => metadata.OfType<OpenToAnyone>().Any();

    /// <summary>Whether anyone may call an endpoint that is not meant to be open.</summary>
    internal static bool IsOpen(EndpointMetadataCollection metadata) =>
        !IsForAnyone(metadata)
        && (
            metadata.GetMetadata<IAllowAnonymous>() is not null
            || (metadata.GetMetadata<IAuthorizeData>() is null && metadata.GetMetadata<AuthorizationPolicy>() is null)
        );

    private sealed class OpenToAnyone;

    /// <summary>Marks an endpoint that is meant for those who are signed in.</summary>
    private sealed record Closed(string Call);
}
