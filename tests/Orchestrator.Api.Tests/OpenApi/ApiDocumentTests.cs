using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.OpenApi;

/// <summary>The OpenAPI document: complete, and held in a file so that a change of it is seen.</summary>
public sealed class ApiDocumentTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Update = "UPDATE_OPENAPI";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task It_is_the_one_in_the_documents()
    {
        var document = (await host.GetAsync("/api/openapi.json")).AsObject();
        document.Remove("servers");
        var text = $"{document.ToJsonString(Indented).ReplaceLineEndings("\n")}\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await File.WriteAllTextAsync(OpenApiFile.Path, text, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(OpenApiFile.Path)
                && text == (await File.ReadAllTextAsync(OpenApiFile.Path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"),
            $"docs/openapi.json is not the document that the API serves. Run this test with {Update}=1 to write it again, and read "
                + "the diff."
        );
    }

    [Fact]
    public async Task Every_operation_says_what_a_success_answers()
    {
        foreach (var (name, operation) in await ReadOperationsAsync())
        {
            var success = operation["responses"]!.AsObject().Where(static answer => answer.Key[0] == '2').ToArray();

            Assert.True(success.Length > 0, $"{name} has no success.");
            Assert.All(
                success,
                answer =>
                    Assert.True(
                        answer.Key == "204" || answer.Value!["content"]!.AsObject().All(static body => body.Value!["schema"] is not null),
                        $"{name} does not say what {answer.Key} answers."
                    )
            );
        }
    }

    [Fact]
    public async Task Every_operation_has_examples_of_its_request_and_its_answers_which_are_of_their_schemas()
    {
        var document = (await host.GetAsync("/api/openapi.json")).AsObject();
        var schemas = new OpenApiSchemas(document, isClosed: true);
        foreach (var (name, operation) in ReadOperations(document))
        {
            var bodies = operation["responses"]!
                .AsObject()
                .Select(static answer => ($"the {answer.Key}", answer.Value!["content"]))
                .Append(("the request", operation["requestBody"]?["content"]));
            foreach (var (what, content) in bodies)
            {
                foreach (var (type, body) in content?.AsObject() ?? [])
                {
                    if ((string?)body!["schema"]!["$ref"] == "#/components/schemas/Empty")
                    {
                        continue;
                    }

                    Assert.True(body.AsObject().ContainsKey("example"), $"{what} of {name} has no example.");
                    var fault = schemas.FindFault(body["schema"]!, JsonSerializer.SerializeToElement(body["example"]));
                    Assert.True(fault is null, $"The example of {what} of {name} as {type} is not of its schema: {fault}");
                }
            }
        }
    }

    [Fact]
    public async Task Every_id_is_a_uuid_and_an_operation_that_takes_one_refuses_others()
    {
        foreach (var (name, operation) in await ReadOperationsAsync())
        {
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            {
                if (
                    (string)parameter!["in"]! != "path"
                    || ((string)parameter["name"]!).Split('_')[^1] != "id"
                    || (string)parameter["name"]! == "customer_id"
                )
                {
                    continue;
                }

                Assert.Equal((name, "uuid"), (name, (string?)parameter["schema"]!["format"]));
                Assert.Contains("422", operation["responses"]!.AsObject().Select(static answer => answer.Key));
            }
        }
    }

    private async Task<IReadOnlyList<(string Name, JsonNode Operation)>> ReadOperationsAsync() =>
        ReadOperations(await host.GetAsync("/api/openapi.json"));

    private static IReadOnlyList<(string Name, JsonNode Operation)> ReadOperations(JsonNode document) =>
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(static path =>
                    path.Value!.AsObject().Select(operation => ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!))
                ),
        ];
}
