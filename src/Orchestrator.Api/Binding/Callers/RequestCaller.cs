using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>Who sends a request.</summary>
internal readonly record struct RequestCaller(Caller Value) : IEndpointParameterMetadataProvider
{
    /// <summary>The parameter of the query that names who is recorded.</summary>
    internal const string Reporter = "reporter";

    public static ValueTask<RequestCaller> BindAsync(HttpContext context) =>
        new(
            new RequestCaller(
                Read(context.Request.Query[Reporter], context.User) with
                {
                    Address = context.Connection.RemoteIpAddress?.ToString(),
                }
            )
        );

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BoundParameter(Reporter, ParameterLocation.Query));

    /// <summary>Who is recorded and asked about where no reporter is named.</summary>
    internal static Caller Of(ClaimsPrincipal user) => Read(reporter: null, user);

    /// <summary>
    /// Recorded is the reporter that the client names, otherwise the user who is signed in, otherwise the system. Asked about is the user
    /// who is signed in; where no one is, no one can prove anything, and it is the reporter.
    /// </summary>
    private static Caller Read(string? reporter, ClaimsPrincipal user)
    {
        if (reporter is { Length: > ApiLimits.MaxReporterLength })
        {
            throw RequestException.TooLong(Reporter, reporter, ApiLimits.MaxReporterLength);
        }

        var reported = string.IsNullOrEmpty(reporter) ? null : reporter;
        return AuthenticatedName.Identify(user) is { } identity
            ? new(reported ?? Shorten(identity)) { AuthenticatedName = identity, Principal = user }
            : new(reported ?? Assignee.System) { AuthenticatedName = AuthenticatedName.Claimed(reported) };
    }

    private static string Shorten(string identity) => StorableText.Start(identity, ApiLimits.MaxReporterLength);
}
