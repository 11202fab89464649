using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>Reads what the API answers of drift.</summary>
internal static class DriftAnswers
{
    internal static JsonObject Difference(string path, string kind, JsonNode? desired, JsonNode? actual) =>
        new()
        {
            ["path"] = path,
            ["kind"] = kind,
            ["desired"] = desired?.DeepClone(),
            ["actual"] = actual?.DeepClone(),
        };

    internal static string? Text(JsonElement body, string member) => body.GetProperty(member).GetString();

    internal static IEnumerable<string?> Paths(JsonElement differences) =>
        differences.EnumerateArray().Select(static difference => Text(difference, "path"));

    internal static void AssertJson(JsonNode expected, JsonElement actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, JsonNode.Parse(actual.GetRawText())),
            $"Expected {expected.ToJsonString()}, found {actual.GetRawText()}"
        );
}
