using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>What operators do with processes, on the wire.</summary>
public sealed class OperatorContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_step_is_left_out_with_a_reason_that_is_shown_and_not_without()
    {
        var process = await FailAsync();
        using var silent = await host.Http.PutAsJsonAsync($"/api/processes/{process}/skip", new { });
        using var skipped = await host.Http.PutAsJsonAsync(
            $"/api/processes/{process}/skip?reporter=ann",
            new { reason = "The lamp is on." }
        );
        using var again = await host.Http.PutAsJsonAsync($"/api/processes/{process}/skip", new { reason = "Once more." });

        Assert.Equal((422, HttpStatusCode.NoContent, 409), ((int)silent.StatusCode, skipped.StatusCode, (int)again.StatusCode));
        var steps = (await host.WaitAsync(process, "completed"))["steps"]!.AsArray();
        var left = steps.Single(static step => step!["status"]!.GetValue<string>() == "skipped")!;
        Assert.Equal(
            ("Press switch", "ann", "The lamp is on."),
            (left["name"]!.GetValue<string>(), left["created_by"]!.GetValue<string>(), left["skip_reason"]!.GetValue<string>())
        );
        Assert.False(steps[0]!.AsObject().ContainsKey("skip_reason"));
    }

    [Fact]
    public async Task A_process_that_is_not_a_task_is_not_deleted_and_a_task_is()
    {
        var task = (await host.RunAsync("order_bulb", "awaiting_callback", new { }))["process_id"]!.GetValue<string>();
        using var refused = await host.Http.DeleteAsync($"/api/processes/{await FailAsync()}");
        using var deleted = await host.Http.DeleteAsync($"/api/processes/{task}");
        using var gone = await host.Http.DeleteAsync($"/api/processes/{task}");

        Assert.Equal((400, HttpStatusCode.NoContent, 404), ((int)refused.StatusCode, deleted.StatusCode, (int)gone.StatusCode));
    }

    [Fact]
    public async Task A_start_that_the_rules_refuse_answers_412_with_the_reason()
    {
        var first = (await host.RunAsync("change_fuse", "awaiting_callback", new { }))["process_id"]!.GetValue<string>();
        using var refused = await host.Http.PostAsJsonAsync("/api/processes/change_fuse", new[] { new { } });
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>())!;

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        Assert.Equal((412, "Precondition Failed"), (problem["status"]!.GetValue<int>(), problem["title"]!.GetValue<string>()));
        Assert.Contains(first, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_step_is_retried_whatever_pages_the_body_has_and_a_body_that_is_not_a_page_is_refused()
    {
        foreach (var (body, status) in new[] { ("{}", 204), ("[{}]", 204), ("""{"unknown": 1}""", 204), ("", 204), ("5", 422) })
        {
            var process = await FailAsync();
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await host.Http.PutAsync($"/api/processes/{process}/resume", content);

            Assert.Equal((body, status), (body, (int)answer.StatusCode));
            var steps = (await host.WaitAsync(process, "failed"))["steps"]!.AsArray();
            Assert.Contains(steps, static step => (string)step!["status"]! == "failed");
        }
    }

    [Fact]
    public async Task A_suspended_process_takes_an_object_as_the_one_page_that_it_asks_for()
    {
        var process = (string)(await host.RunAsync("ask_much", "suspended", new { text = "t" }))["process_id"]!;
        using var answer = await host.Http.PutAsJsonAsync($"/api/processes/{process}/resume", new { text = "again" });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await host.WaitAsync(process, "completed");
    }

    [Fact]
    public async Task A_note_raises_the_moment_of_the_last_change_of_its_process()
    {
        var process = await FailAsync();
        var before = await ChangedAsync();
        await NoteAsync(process, """{"note": "Ask Bob."}""");

        Assert.True(before < await ChangedAsync());
        async Task<double> ChangedAsync() => (double)(await host.GetAsync($"/api/processes/{process}"))["last_modified_at"]!;
    }

    [Fact]
    public async Task A_note_is_written_where_the_key_is_there_and_cleared_by_null()
    {
        var process = await FailAsync();

        Assert.Equal("Ask Bob.", await NoteAsync(process, """{"note": "Ask Bob."}"""));
        Assert.Equal("Ask Bob.", await NoteAsync(process, "{}"));
        Assert.Null(await NoteAsync(process, """{"note": null}"""));
        using var tooLong = await host.Http.PatchAsJsonAsync($"/api/processes/{process}", new { note = new string('x', 5_001) });
        using var number = await host.Http.PatchAsJsonAsync($"/api/processes/{process}", new { note = 1 });
        Assert.Equal((422, 422), ((int)tooLong.StatusCode, (int)number.StatusCode));
    }

    [Fact]
    public async Task Resuming_all_tasks_says_how_many_there_were()
    {
        using var response = await host.Http.PutAsync("/api/processes/resume-all", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["count"], (await response.Content.ReadFromJsonAsync<JsonObject>())!.Select(static member => member.Key));
    }

    [Fact]
    public async Task A_bulk_reconcile_is_started_with_a_product_shown_paused_and_cancelled()
    {
        await host.CreateLampAsync();
        using var started = await host.Http.PostAsJsonAsync("/api/reconcile?reporter=ann", new { product = "lamp", concurrency = 2 });
        Assert.Equal(201, (int)started.StatusCode);
        var id = (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        await host.WaitAsync(id, "completed");
        var shown = await host.GetAsync($"/api/reconcile/{id}");
        using var paused = await host.Http.PutAsync($"/api/reconcile/{id}/pause", null);
        using var resumed = await host.Http.PutAsync($"/api/reconcile/{id}/resume", null);
        using var cancelled = await host.Http.PutAsync($"/api/reconcile/{id}/cancel", null);

        Assert.StartsWith("product_id:", shown["query"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(shown["total"]!.GetValue<int>() >= 1);
        Assert.Equal(
            shown["total"]!.GetValue<int>(),
            shown["done"]!.GetValue<int>() + shown["refused"]!.GetValue<int>() + shown["failed"]!.GetValue<int>()
        );
        Assert.Equal(shown["refused"]!.GetValue<int>(), shown["refusals"]!.AsArray().Count);
        Assert.All([paused, resumed, cancelled], static response => Assert.Equal(HttpStatusCode.NoContent, response.StatusCode));
        Assert.Equal("completed", (await host.GetAsync($"/api/processes/{id}"))["last_status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("""{"product": "lamp", "query": ""}""", 422)]
    [InlineData("""{"product": 7}""", 422)]
    [InlineData("""{"product": "lamp", "concurrency": "many"}""", 422)]
    [InlineData("""{"product": "lamp", "stop_after": 3}""", 422)]
    [InlineData("""{"product": "lamp", "stop_after": {}}""", 422)]
    [InlineData("""{"product": "lamp", "canary": 1.5}""", 422)]
    [InlineData("""{"product": "lamp", "canary": 0}""", 422)]
    [InlineData("""{"product": "lamp", "stop_after": {"percent": 101}}""", 422)]
    [InlineData("""{"product": "lamp", "wait_seconds": 5}""", 422)]
    [InlineData("""{"product": "unknown"}""", 400)]
    [InlineData("""{"query": "colour:red"}""", 400)]
    public async Task A_bulk_reconcile_that_makes_no_sense_is_refused(string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync("/api/reconcile", content);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/api/reconcile", """{"product": "lmap"}""", 400, "There is no product 'lmap'. Did you mean 'lamp'?")]
    [InlineData("/api/reconcile", """{"product": "lmap", "dry_run": true}""", 400, "There is no product 'lmap'. Did you mean 'lamp'?")]
    [InlineData("/api/reconcile", """{"product": "lamp", "dryRun": true}""", 422, "Did you mean 'dry_run'?")]
    [InlineData("/api/processes/create_lamp", """[{"product": "Lamp"}]""", 400, "creates no product 'Lamp'. Did you mean 'lamp'?")]
    [InlineData("/api/processes/create_lamp", """[{"product": "torch"}]""", 400, "creates no product 'torch'. Products: 'lamp'.")]
    public async Task What_names_nothing_is_refused_with_the_name_that_was_meant(string address, string body, int status, string said)
    {
        using var refused = await host.Http.PostAsync(address, JsonContent.Create(JsonNode.Parse(body)));

        Assert.Equal(status, (int)refused.StatusCode);
        var text = (await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.ToJsonString();
        Assert.Contains(said, Regex.Unescape(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"product": "lamp", "canary": 0}""", "[\"body\",\"canary\"]")]
    [InlineData("""{"product": "lamp", "stop_after": {"percent": 101}}""", "[\"body\",\"stop_after\",\"percent\"]")]
    [InlineData("""{"product": "lamp", "wait_seconds": 5}""", "[\"body\",\"wait_seconds\"]")]
    public async Task A_brake_that_is_out_of_its_range_is_refused_with_its_place(string body, string place)
    {
        using var refused = await host.Http.PostAsync("/api/reconcile", JsonContent.Create(JsonNode.Parse(body)));

        var error = (await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]![0]!;
        Assert.Equal((422, place), ((int)refused.StatusCode, error["loc"]!.ToJsonString()));
    }

    private async Task<string> FailAsync()
    {
        var lamp = await host.CreateLampAsync();
        return (await host.RunAsync("modify_lamp", "failed", new { subscription_id = lamp }, new { brightness = 13 }))[
            "process_id"
        ]!.GetValue<string>();
    }

    private async Task<string?> NoteAsync(string process, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Http.PatchAsync($"/api/processes/{process}", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!["note"]?.GetValue<string>();
    }
}
