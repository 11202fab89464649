using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Processes;

/// <summary>
/// How long the answer to a start waits for the process to stop: the preference <c>wait</c> of RFC 7240, in seconds. Zero if the client
/// has none. A preference that cannot be read is ignored, as that document says.
/// </summary>
internal readonly record struct PreferredWait(TimeSpan Value) : IEndpointParameterMetadataProvider
{
    private const string Header = "Prefer";
    private const string Name = "wait=";

    /// <summary>A connection is not kept longer than this, in seconds.</summary>
    private const int Longest = 60;

    public static ValueTask<PreferredWait> BindAsync(HttpContext context) =>
        new(
            new PreferredWait(
                context
                    .Request.Headers.GetCommaSeparatedValues(Header)
                    .Where(static preference => preference.StartsWith(Name, StringComparison.OrdinalIgnoreCase))
                    .Select(static preference => Read(preference[Name.Length..]))
                    .FirstOrDefault()
            )
        );

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BoundParameter(Header, ParameterLocation.Header));

    private static TimeSpan Read(string seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds(Math.Min(number, Longest))
            : TimeSpan.Zero;
}
