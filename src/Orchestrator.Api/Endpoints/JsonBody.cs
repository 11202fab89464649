using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Orchestrator.Api.Errors;
using Orchestrator.Options;

namespace Orchestrator.Api.Endpoints;

/// <summary>Reads the body of a request as JSON.</summary>
internal static class JsonBody
{
    private const string Body = "body";
    private const string Json = "application/json";
    private const string JsonSuffix = "json";
    private const string Utf8 = "utf-8";

    /// <summary>Reads the body. Null when there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The setting that says how large the body may be; null for that of all but callbacks.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RequestException">The body is not JSON that is taken, is too large, or says that it is something else.</exception>
    internal static async Task<JsonElement?> ReadAsync(HttpRequest request, Func<OrchestratorOptions, int>? limit, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }

        DemandJson(request);
        var options = request.HttpContext.RequestServices.GetRequiredService<IOptions<OrchestratorOptions>>().Value;
        var largest = limit?.Invoke(options) ?? options.MaxBodySize;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = largest;
        }

        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, largest));
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.Length == 0 ? null : Parse(new(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Refuses at the edge, with the place, what could not be stored or shown later.</summary>
    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        JsonElement body;
        try
        {
            body = JsonElement.Parse(json);
        }
        catch (JsonException exception)
        {
            throw RequestException.BadJson(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
        }

        return StorableJson.FindProblem(body) is var (path, problem) ? throw RequestException.NotStorable([Body, .. path], problem) : body;
    }

    /// <summary>
    /// A body without a type is read as JSON, as orchestrator-core reads it, unless a browser sends it: web pages of any origin may send what has
    /// no type, or the types of HTML forms, without asking first.
    /// </summary>
    private static void DemandJson(HttpRequest request)
    {
        var isJson = string.IsNullOrEmpty(request.ContentType)
            ? request.Headers.Origin.Count == 0
            : MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                    || type.Suffix.Equals(JsonSuffix, StringComparison.OrdinalIgnoreCase))
                && (!type.Charset.HasValue || type.Charset.Equals(Utf8, StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                $"The body has to be JSON in UTF-8: send it with the header 'Content-Type: {Json}'.");
        }
    }
}
