using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Api.Tests.Support;

/// <summary>
/// Holds every exchange with the API against the document in <c>docs/openapi.json</c>: the status has to be declared and the body to be of
/// its schema, and so has the body of a request that succeeds. Each test that sends anything is a test of the document.
/// </summary>
internal sealed class DocumentedExchange() : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly Lazy<OpenApiContract> Contract = new(static () => new(OpenApiFile.Read()));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Contract.Value.Find(request.Method.Method, request.RequestUri!.AbsolutePath) is not { } operation)
        {
            return response;
        }

        // Read after it was sent: a body that is buffered before goes out with its length, which the server may refuse at once.
        var sent =
            response.IsSuccessStatusCode && request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var answered = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var fault = Contract.Value.FindFault(
            operation,
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            answered,
            sent
        );
        return fault is null
            ? response
            : throw new InvalidOperationException(
                $"{request.Method} {request.RequestUri.PathAndQuery} is not as docs/openapi.json says: {fault}"
            );
    }
}

/// <summary>What a document says of each operation.</summary>
internal sealed class OpenApiContract(JsonObject document)
{
    // What an answer has and the document does not name is a fault; a request may have more than is read.
    private readonly OpenApiSchemas _answers = new(document, isClosed: true);
    private readonly OpenApiSchemas _requests = new(document, isClosed: false);

    private readonly (string Method, string[] Path, JsonNode Operation)[] _operations =
    [
        .. document["paths"]!
            .AsObject()
            .SelectMany(static path =>
                path.Value!.AsObject().Select(operation => (operation.Key.ToUpperInvariant(), Split(path.Key), operation.Value!))
            )
            // Where two match, the routing takes the one with fewer parameters.
            .OrderBy(static operation => operation.Item2.Count(IsParameter)),
    ];

    /// <summary>Finds the operation that a request is for; null for one that the document does not know.</summary>
    internal JsonNode? Find(string method, string path)
    {
        var segments = Split(path);
        return _operations.FirstOrDefault(operation => operation.Method == method && Matches(operation.Path, segments)).Operation;
    }

    /// <summary>Says what of an exchange is not as the document says; null when nothing is.</summary>
    internal string? FindFault(JsonNode operation, int status, string? mediaType, byte[] answered, byte[] sent)
    {
        // The server refuses an address that is far too long before it is a request of the API's.
        if (status == 414 && answered.Length == 0)
        {
            return null;
        }

        if (operation["responses"]![$"{status}"] is not { } response)
        {
            return $"{operation["operationId"]} does not declare {status} {System.Text.Encoding.UTF8.GetString(answered)}.";
        }

        var answerFault = FindFault(_answers, response["content"], mediaType, answered);
        if (answerFault is not null)
        {
            return $"the {status} of {operation["operationId"]}: {answerFault}";
        }

        var body = operation["requestBody"];
        return
            status is >= 200 and < 300
            && (sent.Length > 0 ? body is not null : (bool?)body?["required"] is true)
            && FindFault(_requests, body!["content"], "application/json", sent) is { } fault
            ? $"the request of {operation["operationId"]}: {fault}"
            : null;
    }

    private static string? FindFault(OpenApiSchemas schemas, JsonNode? content, string? mediaType, byte[] body)
    {
        if (content is null)
        {
            return body.Length == 0 ? null : "a body that is not declared";
        }

        if (mediaType is null || content[mediaType] is not { } media)
        {
            return $"it is {mediaType ?? "without a type"}";
        }

        if (mediaType != "application/json")
        {
            return null;
        }

        try
        {
            return schemas.FindFault(media["schema"]!, JsonElement.Parse(body));
        }
        catch (JsonException)
        {
            return "it is not JSON";
        }
    }

    private static bool Matches(string[] pattern, string[] path) =>
        pattern.Length == path.Length
        && pattern
            .Zip(path)
            .All(static pair => IsParameter(pair.First) || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    private static string[] Split(string path) => path.Trim('/').Split('/');
}
