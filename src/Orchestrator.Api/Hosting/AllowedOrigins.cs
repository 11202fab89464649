using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Which web pages may call the API and connect to its web socket. One rule for both: a browser asks no one before it opens one.
/// </summary>
internal sealed class AllowedOrigins(IHostEnvironment environment, IOptions<OrchestratorOptions> options)
{
    /// <summary>Whether a page of an origin may read answers.</summary>
    internal bool Allows(string origin) =>
        options.Value.AllowedOrigins is { Count: > 0 } allowed ? allowed.Contains(origin) : environment.IsDevelopment();

    /// <summary>Whether a request comes from no web page, from one of this host itself, or from one of an allowed origin.</summary>
    internal bool Allows(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || Allows(origin) || IsOwn(origin, request.Host));

    /// <summary>Whether a request comes from no web page, or from one of exactly this host: scheme, name and port.</summary>
    internal static bool IsOwn(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin
        && (
            origin.Length == 0
            || (IsOwn(origin, request.Host) && origin.StartsWith($"{request.Scheme}:", StringComparison.OrdinalIgnoreCase))
        );

    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
