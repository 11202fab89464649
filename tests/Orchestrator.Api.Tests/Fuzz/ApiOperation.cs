using System.Text.Json.Nodes;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>An operation of the OpenAPI document.</summary>
internal sealed record ApiOperation(
    string Id,
    string Method,
    string Path,
    IReadOnlyList<string> PathParameters,
    IReadOnlyList<string> QueryParameters
)
{
    internal static IReadOnlyList<ApiOperation> ReadAll(JsonNode document) =>
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(static path =>
                    path.Value!.AsObject()
                        .Select(operation => new ApiOperation(
                            operation.Value!["operationId"]!.GetValue<string>(),
                            operation.Key.ToUpperInvariant(),
                            path.Key,
                            Parameters(operation.Value, "path"),
                            Parameters(operation.Value, "query")
                        ))
                ),
        ];

    private static string[] Parameters(JsonNode operation, string place) =>
        [
            .. (operation["parameters"]?.AsArray() ?? [])
                .Where(parameter => parameter!["in"]!.GetValue<string>() == place)
                .Select(static parameter => parameter!["name"]!.GetValue<string>()),
        ];
}
