using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

[Collection<SharedExample>]
public sealed class BadInputTests(Example example)
{
    [Theory]
    [InlineData("POST", "/api/processes/reconcile_nothing", "[{}]", 404, "Workflow does not exist")]
    [InlineData("POST", "/api/processes/reconcile_l2vpn", "[{", 422, "json_invalid")]
    [InlineData("POST", "/api/processes/reconcile_l2vpn", "", 422, "missing")]
    [InlineData("POST", "/api/processes/reconcile_l2vpn", "{}", 422, "list_type")]
    [InlineData("POST", "/api/processes/reconcile_l2vpn", "[]", 510, "FormNotCompleteError")]
    [InlineData("POST", "/api/processes/reconcile_l2vpn", "null", 400, "missing")]
    [InlineData("POST", "/api/processes/reconcile_l2vpn", """[{"subscription_id":"x"}]""", 400, "uuid_parsing")]
    [InlineData(
        "POST",
        "/api/processes/reconcile_l2vpn",
        """[{"subscription_id":"00000000-0000-0000-0000-000000000000"}]""",
        400,
        "Subscription not found"
    )]
    [InlineData(
        "POST",
        "/api/processes/reconcile_l2vpn",
        """[{"subscription_id":"00000000-0000-0000-0000-000000000000","speed":1}]""",
        400,
        "extra_forbidden"
    )]
    [InlineData(
        "GET",
        "/api/processes/00000000-0000-0000-0000-000000000000",
        null,
        404,
        "Process with process_id 00000000-0000-0000-0000-000000000000 not found"
    )]
    [InlineData("GET", "/api/processes/x", null, 422, "uuid_parsing")]
    [InlineData("PUT", "/api/processes/00000000-0000-0000-0000-000000000000/resume", "[]", 404, "not found")]
    [InlineData("PUT", "/api/processes/00000000-0000-0000-0000-000000000000/abort", null, 404, "not found")]
    [InlineData("GET", "/api/subscriptions/workflows/00000000-0000-0000-0000-000000000000", null, 404, "not found")]
    [InlineData(
        "GET",
        "/api/subscriptions/domain-model/00000000-0000-0000-0000-000000000000",
        null,
        404,
        "Subscription with id: 00000000-0000-0000-0000-000000000000, not found"
    )]
    [InlineData("PUT", "/api/subscriptions/00000000-0000-0000-0000-000000000000/set_in_sync", null, 404, "not found")]
    [InlineData("GET", "/api/subscriptions/search", null, 422, "missing")]
    [InlineData("GET", "/api/subscriptions/search?query=(red", null, 400, "that is not closed, at character 1")]
    [InlineData("GET", "/api/subscriptions/search?query=x&range=5", null, 400, "start,end")]
    [InlineData("PUT", "/api/settings/status", """{"global_lock":"yes"}""", 422, "bool_type")]
    [InlineData("GET", "/api/nothing", null, 404, """{"detail":"Not Found"}""")]
    [InlineData("DELETE", "/api/health", null, 405, "Method Not Allowed")]
    public async Task Bad_input_gets_its_status_and_a_json_body_that_names_the_fault(
        string method,
        string path,
        string? body,
        int status,
        string named
    )
    {
        var processes = await CountAsync();
        using var request = new HttpRequestMessage(new(method), path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };

        using var response = await example.Http.SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Contains(named, text, StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Undefined, JsonElement.Parse(text).ValueKind);
        Assert.Equal(processes, await CountAsync());
    }

    [Fact]
    public async Task A_workflow_of_another_product_is_refused()
    {
        var node = (await example.FindAsync("NODE"))[0];

        using var response = await example.PostAsync("reconcile_l2vpn", new { subscription_id = node });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "This workflow is not valid for this subscription. It is for subscriptions of ",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stale_version_is_refused_with_both_versions()
    {
        var l2vpn = (await example.FindAsync("L2VPN"))[0];
        var version = (await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/domain-model/{l2vpn}"))
            .GetProperty("version")
            .GetInt32();

        using var response = await example.PostAsync("reconcile_l2vpn", new { subscription_id = l2vpn, version = version - 1 });

        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("validation_errors")[0];
        Assert.Equal(
            $"Stale data: given version ({version - 1}) does not match the current version ({version})",
            error.GetProperty("msg").GetString()
        );
        Assert.Equal("__root__", error.GetProperty("loc")[0].GetString());
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_stops_the_start_with_its_path_and_the_fix()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-example-");
        var file = Path.Combine(folder.FullName, "core.db");
        await File.WriteAllTextAsync(
            file,
            "this is not a database, but a text that is long enough to be looked at as one would be, page by page"
        );
        await using var host = OperatingSystemProcess.Start(
            "ExampleOrchestrator",
            "--urls",
            $"http://127.0.0.1:{LoopbackPorts.Next()}",
            "--contentRoot",
            folder.FullName,
            "--Orchestrator:Database",
            $"Data Source={file}",
            "--Nrm:BaseUrl",
            "http://127.0.0.1:1"
        );

        Assert.NotEqual(0, await host.WaitForExitAsync());
        Assert.Contains(
            $"The core database '{file}' is not a SQLite database, or is damaged. Point Orchestrator:Database to another file",
            host.Output,
            StringComparison.Ordinal
        );
        folder.Delete(recursive: true);
    }

    private async Task<int> CountAsync() =>
        (await example.Http.GetFromJsonAsync<JsonElement>("/api/processes/status-counts"))
            .GetProperty("process_counts")
            .EnumerateObject()
            .Sum(static count => count.Value.GetInt32());
}
