using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Net.Http.Headers;

namespace Orchestrator.Dashboard.Hosting;

/// <summary>
/// Lets an endpoint serve only clients that ask for a page, so that all others get the endpoint of the API at the same address.
/// </summary>
internal sealed class BrowserEndpointPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>Before the endpoint of the API, which is the last, and after those of the application.</summary>
    internal const int RouteOrder = int.MaxValue - 1;

    /// <summary>Marks an endpoint that is for browsers.</summary>
    internal static object Marker { get; } = new BrowserOnly();

    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(static endpoint => endpoint.Metadata.GetMetadata<BrowserOnly>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        if (!AsksForPage(httpContext.Request))
        {
            for (var index = 0; index < candidates.Count; index++)
            {
                if (candidates[index].Endpoint.Metadata.GetMetadata<BrowserOnly>() is not null)
                {
                    candidates.SetValidity(index, false);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether a request names pages: that it takes anything is what every program says.</summary>
    private static bool AsksForPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(static type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private sealed class BrowserOnly;
}
