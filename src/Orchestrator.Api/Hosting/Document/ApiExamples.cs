using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Orchestrator.Api.Hosting;

/// <summary>The examples of the OpenAPI document: what a request and its success look like, by operation, and each refusal.</summary>
internal static class ApiExamples
{
    private const string Resource = "Orchestrator.Api.examples.json";

    private static readonly Lazy<JsonObject> All = new(Read);

    internal static void AddTo(OpenApiOperation operation)
    {
        var examples = All.Value["operations"]![operation.OperationId ?? ""]?.AsObject();
        AddTo(operation.RequestBody?.Content, examples, "request");
        foreach (var (status, response) in operation.Responses ?? [])
        {
            var isSuccess = status[0] == '2';
            AddTo(response.Content, isSuccess ? examples : All.Value["refusals"]!.AsObject(), isSuccess ? "answer" : status);
        }
    }

    private static void AddTo(IDictionary<string, OpenApiMediaType>? content, JsonObject? examples, string name)
    {
        if (examples is null || !examples.TryGetPropertyValue(name, out var example))
        {
            return;
        }

        foreach (var media in content?.Values ?? [])
        {
            media.Example = example?.DeepClone() ?? JsonNullSentinel.JsonNull;
        }
    }

    private static JsonObject Read()
    {
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream(Resource)!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
