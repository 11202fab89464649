using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>Reads the body of a request as JSON.</summary>
internal static class JsonBody
{
    private const string Body = "body";
    private const string Json = "application/json";
    private const string JsonSuffix = "json";
    private const string Utf8 = "utf-8";

    /// <summary>Reads the body. Null when there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxSize">How large the body may be, in bytes.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="RequestException">The body is not JSON that can be stored and shown again.</exception>
    /// <exception cref="ProblemException">The body says that it is something else.</exception>
    internal static async Task<JsonElement?> ReadAsync(HttpRequest request, int maxSize, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }

        DemandJson(request);
        if (request.ContentLength > maxSize)
        {
            throw TooLarge();
        }

        RaiseServerLimit(request.HttpContext, maxSize);
        var json = await ReadToEndAsync(request.BodyReader, maxSize, cancellationToken);
        try
        {
            return json.IsEmpty ? null : Parse(json);
        }
        finally
        {
            request.BodyReader.AdvanceTo(json.End);
        }
    }

    /// <summary>
    /// Not with the server's own limit: it cuts the connection of who exceeds it, who then sees that and not the answer. What is left of
    /// the body the server takes and drops, as of any request that is refused, within its own limits.
    /// </summary>
    private static async Task<ReadOnlySequence<byte>> ReadToEndAsync(PipeReader reader, int maxSize, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > maxSize)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge();
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>A setting may allow more than the server does; twice that, so that the answer comes before the cut.</summary>
    private static void RaiseServerLimit(HttpContext context, int maxSize)
    {
        if (
            context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server
            && server.MaxRequestBodySize < 2L * maxSize
        )
        {
            server.MaxRequestBodySize = 2L * maxSize;
        }
    }

    private static ProblemException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "The body is larger than this host takes.");

    /// <summary>
    /// Refuses at the edge, with the place, what could not be stored or shown later. The value is a copy of its own, because the buffers
    /// are the server's, and what is started with it may outlive the request.
    /// </summary>
    private static JsonElement Parse(ReadOnlySequence<byte> json)
    {
        JsonElement body;
        try
        {
            var reader = new Utf8JsonReader(json);
            body = JsonElement.ParseValue(ref reader);

            // Throws for anything after the value but white space.
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw RequestException.BadJson(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
        }

        return StorableJson.FindProblem(body) is var (path, problem) ? throw RequestException.NotStorable([Body, .. path], problem) : body;
    }

    /// <summary>
    /// A body without a type is read as JSON, as orchestrator-core reads it, unless a browser sends it: web pages of any origin may send
    /// what has no type, or the types of HTML forms, without asking first.
    /// </summary>
    private static void DemandJson(HttpRequest request)
    {
        var isJson = string.IsNullOrEmpty(request.ContentType)
            ? request.Headers.Origin.Count == 0
            : MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && (
                    type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                    || type.Suffix.Equals(JsonSuffix, StringComparison.OrdinalIgnoreCase)
                )
                && (!type.Charset.HasValue || type.Charset.Equals(Utf8, StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                $"The body has to be JSON in UTF-8: send it with the header 'Content-Type: {Json}'."
            );
        }
    }
}
