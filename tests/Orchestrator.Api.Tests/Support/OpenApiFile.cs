using System.Reflection;
using System.Text.Json.Nodes;

namespace Orchestrator.Api.Tests.Support;

/// <summary>The OpenAPI document in <c>docs/</c>.</summary>
internal static class OpenApiFile
{
    internal static string Path { get; } =
        System.IO.Path.Combine(
            typeof(OpenApiFile)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(static data => data.Key == "RepositoryRoot")
                .Value!,
            "docs",
            "openapi.json"
        );

    internal static JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path))!.AsObject();
}
