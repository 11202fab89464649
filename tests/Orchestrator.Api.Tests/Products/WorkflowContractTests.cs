using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Products;

/// <summary>The rows of workflows on the wire.</summary>
public sealed class WorkflowContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_workflow_has_what_its_row_says_and_no_steps()
    {
        var id = await FindAsync();

        var workflow = (await host.GetAsync($"/api/workflows/{id}")).AsObject();

        var created = workflow["created_at"]!.GetValue<decimal>();
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds((long)created), DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow);
        workflow.Remove("created_at");
        Assert.Equal(
            $$"""{"name":"validate_nothing","target":"SYSTEM","is_task":true,"description":"Validate nothing","workflow_id":"{{id}}","steps":null}""",
            workflow.ToJsonString()
        );
    }

    [Fact]
    public async Task A_new_description_is_answered_with_201_and_shown_from_then_on()
    {
        var id = await FindAsync();

        var patched = await PatchAsync(id, """{"description": "Look at nothing"}""", 201);
        var kept = await PatchAsync(id, """{"description": null}""", 201);
        var untouched = await PatchAsync(id, "{}", 201);
        var shown = await host.GetAsync($"/api/workflows/{id}");
        await PatchAsync(id, """{"description": "Validate nothing"}""", 201);

        Assert.All(
            [patched, kept, untouched, shown],
            static workflow => Assert.Equal("Look at nothing", workflow["description"]!.GetValue<string>())
        );
        Assert.Equal("validate_nothing", patched["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_description_that_is_not_a_text_or_too_long_and_an_unknown_workflow_are_refused()
    {
        var id = await FindAsync();
        var unknown = Guid.NewGuid();

        Assert.Equal("string_type", (await PatchAsync(id, """{"description": 1}""", 422))["detail"]![0]!["type"]!.GetValue<string>());
        Assert.Equal(
            "string_too_long",
            (await PatchAsync(id, $$"""{"description": "{{new string('x', 2_001)}}"}""", 422))["detail"]![0]!["type"]!.GetValue<string>()
        );
        Assert.Equal(
            $"Workflow id {unknown} not found",
            (await PatchAsync(unknown.ToString(), """{"description": "x"}""", 404))["detail"]!.GetValue<string>()
        );
        using var malformed = await host.Http.GetAsync(new Uri("/api/workflows/x", UriKind.Relative));
        using var missing = await host.Http.GetAsync(new Uri($"/api/workflows/{unknown}", UriKind.Relative));
        Assert.Equal((422, HttpStatusCode.NotFound), ((int)malformed.StatusCode, missing.StatusCode));
    }

    private async Task<string> FindAsync() =>
        (await host.RunAsync("validate_nothing", "completed", new { }))["workflow_id"]!.GetValue<string>();

    private async Task<JsonNode> PatchAsync(string id, string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Http.PatchAsync($"/api/workflows/{id}", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, text);
        return JsonNode.Parse(text)!;
    }
}
