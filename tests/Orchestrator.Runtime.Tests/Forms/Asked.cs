using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Tests.Forms;

/// <summary>Asks pages and posts answers to them.</summary>
internal static class Asked
{
    internal static JsonNode Field(AskedRecord page, string name) => PageSchema.Describe(page)["properties"]![name]!;

    internal static void AssertField(AskedRecord page, string name, string expected) => AssertJson(expected, Field(page, name));

    internal static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());

    internal static TPage Read<TPage>(AskedRecord page, string posted)
        where TPage : FormPage => PageReader.Read<TPage>(page, JsonElement.Parse(posted));

    internal static FormError[] Refuse<TPage>(AskedRecord page, string posted)
        where TPage : FormPage => [.. Assert.Throws<FormInvalidException>(() => Read<TPage>(page, posted)).Errors];

    /// <summary>Place, type and message of the one thing that is wrong.</summary>
    internal static string RefuseOne<TPage>(AskedRecord page, string posted)
        where TPage : FormPage
    {
        var error = Assert.Single(Refuse<TPage>(page, posted));
        return $"{string.Join('.', error.Location)} {error.Type}: {error.Message}";
    }
}
