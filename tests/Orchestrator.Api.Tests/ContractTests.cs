using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests;

public sealed class ContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_action_list_has_a_key_for_each_target_and_no_nulls()
    {
        var lamp = await host.CreateLampAsync();

        AssertJson(
            """
            {
              "create": [{"name": "create_lamp", "description": "Create lamp", "reason": "subscription.no_modify_invalid_status", "usable_when": [], "status": "active", "action": "modified"}],
              "modify": [{"name": "modify_lamp", "description": "Modify lamp"}, {"name": "modify_note", "description": "Modify Note"}],
              "terminate": [],
              "system": [],
              "reconcile": [{"name": "reconcile_lamp", "description": "Reconcile lamp"}],
              "validate": []
            }
            """,
            await host.GetAsync($"/api/subscriptions/workflows/{lamp}")
        );
    }

    [Fact]
    public async Task A_failed_process_holds_its_subscription_and_its_id_is_in_every_refusal()
    {
        var lamp = await host.CreateLampAsync();
        var process = await host.RunAsync("modify_lamp", "failed", new { subscription_id = lamp }, new { brightness = 13 });
        var id = process["process_id"]!.GetValue<string>();
        var actions = await host.GetAsync($"/api/subscriptions/workflows/{lamp}");
        using var forced = await host.Http.PutAsync($"/api/subscriptions/{lamp}/set_in_sync", null);
        using var refused = await host.Http.PostAsJsonAsync("/api/processes/reconcile_lamp", new[] { new { subscription_id = lamp } });

        Assert.Equal("subscription.not_in_sync", actions["reason"]!.GetValue<string>());
        Assert.Equal(id, actions["locked_by"]!.GetValue<string>());
        AssertJson(
            $$"""[{"name": "reconcile_lamp", "description": "Reconcile lamp", "reason": "subscription.not_in_sync", "locked_by": "{{id}}"}]""",
            actions["reconcile"]!
        );
        AssertJson(
            $$"""{"detail": "Subscription {{lamp}} has still failed processes with id's: ['{{id}}']", "status": 422, "title": "Unprocessable Entity"}""",
            await BodyAsync(forced, 422)
        );
        var message =
            $"This workflow cannot be started: This subscription is not in sync: process {id} (failed) holds it. Retry it, or abort it "
            + $"and then set it in sync with PUT /api/subscriptions/{lamp}/set_in_sync";
        AssertJson(
            $$$"""
            {
              "type": "FormValidationError", "title": "Form not valid", "status": 400,
              "detail": "1 validation error for ModifySubscriptionPage\nsubscription_id\n  {{{message}}} (type=value_error)",
              "validation_errors": [{"type": "value_error", "loc": ["subscription_id"], "msg": "{{{message}}}", "input": "{{{lamp}}}", "ctx": {"error": "{{{message}}}", "locked_by": "{{{id}}}"}}]
            }
            """,
            await BodyAsync(refused, 400)
        );
    }

    [Fact]
    public async Task Abort_ends_a_failed_process_and_set_in_sync_releases_its_subscription()
    {
        var lamp = await host.CreateLampAsync();
        var process = await host.RunAsync("modify_lamp", "failed", new { subscription_id = lamp }, new { brightness = 13 });
        using var aborted = await host.Http.PutAsync($"/api/processes/{process["process_id"]}/abort", null);
        using var refused = await host.Http.PostAsJsonAsync("/api/processes/reconcile_lamp", new[] { new { subscription_id = lamp } });
        using var released = await host.Http.PutAsync($"/api/subscriptions/{lamp}/set_in_sync", null);
        using var retried = await host.Http.PutAsync($"/api/processes/{process["process_id"]}/resume", null);

        Assert.Equal(HttpStatusCode.NoContent, aborted.StatusCode);
        Assert.Empty(await aborted.Content.ReadAsByteArrayAsync());
        Assert.EndsWith(
            $"process {process["process_id"]} (aborted) has left it so. Verify its external systems, and set it in sync with PUT "
                + $"/api/subscriptions/{lamp}/set_in_sync",
            (await BodyAsync(refused, 400))["validation_errors"]![0]!["msg"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.Equal("null", await released.Content.ReadAsStringAsync());
        Assert.Equal(409, (int)retried.StatusCode);
        Assert.Equal("aborted", (await host.GetAsync($"/api/processes/{process["process_id"]}"))["last_status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_process_has_its_steps_pending_ones_included_and_moments_as_numbers()
    {
        var lamp = await host.CreateLampAsync();
        using var started = await host.Http.PostAsJsonAsync(
            "/api/processes/modify_lamp?reporter=anna",
            new object[] { new { subscription_id = lamp }, new { brightness = 13 } }
        );
        var process = await host.WaitAsync((await BodyAsync(started, 201))["id"]!.GetValue<string>(), "failed");

        Assert.Equal(
            [
                "Start success",
                "Create Process Subscription relation success",
                "Lock subscription success",
                "Press switch failed",
                "Press switch pending",
                "Unlock subscription pending",
                "Refresh subscription search index pending",
                "Refresh process search index pending",
                "Done pending",
            ],
            process["steps"]!.AsArray().Select(static step => $"{step!["name"]} {step["status"]}")
        );
        Assert.Equal("anna", process["created_by"]!.GetValue<string>());
        Assert.Equal("MODIFY", process["workflow_target"]!.GetValue<string>());
        Assert.Contains("The fuse of A lamp of 5 is blown.", process["failed_reason"]!.GetValue<string>(), StringComparison.Ordinal);
        var started_at = process["started_at"]!.GetValue<decimal>();
        Assert.Equal(decimal.Round(started_at, 6), started_at);
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds((long)started_at), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.All(
            new[] { "step_id", "created_by", "executed", "started", "completed", "state", "state_delta" },
            key => Assert.Null(process["steps"]![5]![key])
        );
    }

    [Fact]
    public async Task The_domain_model_has_a_tag_by_which_an_unchanged_one_is_not_sent_again()
    {
        var lamp = await host.CreateLampAsync();
        using var first = await host.Http.GetAsync($"/api/subscriptions/domain-model/{lamp}");
        var body = await BodyAsync(first, 200);
        var tag = first.Headers.NonValidated["ETag"].ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/subscriptions/domain-model/{lamp}");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var second = await host.Http.SendAsync(request);

        Assert.Matches("^[0-9a-f]{32}$", tag);
        Assert.Equal(5, body["block"]!["brightness"]!.GetValue<int>());
        Assert.Equal(lamp, body["block"]!["owner_subscription_id"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_search_with_a_range_says_where_it_is_in_the_whole()
    {
        await host.CreateLampAsync();
        using var page = await host.Http.GetAsync("/api/subscriptions/search?query=tag:LAMP&range=0,1");
        var total = (await host.GetAsync("/api/subscriptions/search?query=tag:LAMP")).AsArray().Count;

        Assert.Single((await BodyAsync(page, 200)).AsArray());
        Assert.Equal($"subscriptions 0-1/{total}", page.Content.Headers.NonValidated["Content-Range"].ToString());
    }

    [Fact]
    public async Task A_page_is_asked_with_its_schema_until_all_are_there_and_not_more()
    {
        var lamp = await host.CreateLampAsync();
        using var asked = await host.Http.PostAsJsonAsync("/api/processes/modify_lamp", new object[] { new { subscription_id = lamp } });
        using var wrong = await host.Http.PostAsJsonAsync(
            "/api/processes/modify_lamp",
            new object[] { new { subscription_id = lamp }, new { brightness = 101, colour = "red" } }
        );
        using var tooMany = await host.Http.PostAsJsonAsync(
            "/api/processes/modify_lamp",
            new object[] { new { subscription_id = lamp }, new { brightness = 1 }, new { colour = "red", size = 2 }, new { } }
        );

        var question = await BodyAsync(asked, 510);
        AssertJson(
            """
            {
              "title": "Lamp", "type": "object", "additionalProperties": false,
              "properties": {"brightness": {"type": "integer", "minimum": 1, "maximum": 100, "title": "Brightness"}},
              "required": ["brightness"]
            }
            """,
            question["form"]!
        );
        Assert.Equal(
            ("FormNotCompleteError", "Form not complete", 510, true),
            (
                question["type"]!.GetValue<string>(),
                question["title"]!.GetValue<string>(),
                question["status"]!.GetValue<int>(),
                question["meta"]!["hasNext"]!.GetValue<bool>()
            )
        );
        AssertJson(
            """
            [
              {"type": "less_than_equal", "loc": ["brightness"], "msg": "Input should be less than or equal to 100", "input": 101, "ctx": {"le": 100}},
              {"type": "extra_forbidden", "loc": ["colour"], "msg": "Extra inputs are not permitted", "input": "red"}
            ]
            """,
            (await BodyAsync(wrong, 400))["validation_errors"]!
        );
        AssertJson(
            """
            {
              "type": "FormOverflowError", "detail": "Did not process all user_inputs (2 remaining)", "title": "Bad Request", "status": 400,
              "hint": "The form has 2 pages with these answers, and 4 were sent. Page 3 is surplus: it has the fields 'colour', 'size'. Leave it out, or send its fields in the page that asks for them."
            }
            """,
            await BodyAsync(tooMany, 400)
        );
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404, """{"detail": "Not Found"}""")]
    [InlineData(
        "GET",
        "/api/subscriptions/workflows/00000000-0000-0000-0000-000000000000",
        404,
        """{"detail": "Subscription with id: 00000000-0000-0000-0000-000000000000, not found", "status": 404, "title": "Not Found"}"""
    )]
    [InlineData(
        "PUT",
        "/api/processes/x/abort",
        422,
        """{"detail": [{"type": "uuid_parsing", "loc": ["path", "process_id"], "msg": "Input should be a valid UUID, 'x' is none", "input": "x"}]}"""
    )]
    public async Task What_is_not_there_or_not_written_right_is_answered_as_the_contract_says(
        string method,
        string path,
        int status,
        string expected
    )
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await host.Http.SendAsync(request);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        AssertJson(expected, await BodyAsync(response, status));
    }

    [Theory]
    [InlineData("/api/health")]
    [InlineData("/api/health/")]
    [InlineData("/api/processes/status-counts/")]
    [InlineData("/api/settings/status/")]
    public async Task A_path_is_the_same_with_and_without_a_slash_at_its_end(string path)
    {
        using var response = await host.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());

    [Fact]
    public async Task An_external_system_reports_progress_and_calls_back_once()
    {
        var process = await host.RunAsync("order_bulb", "awaiting_callback", new { });
        var route = process["current_state"]!["callback_route"]!.GetValue<string>();
        using var progress = await host.Http.PostAsJsonAsync($"{route}/progress", "half of it");
        var shown = await host.GetAsync($"/api/processes/{process["process_id"]}");
        using var wrongToken = await host.Http.PostAsJsonAsync(
            $"/api/processes/{process["process_id"]}/callback/guessed",
            new { bulb = "E27" }
        );
        using var noObject = await host.Http.PostAsJsonAsync(route, new[] { 1 });
        using var taken = await host.Http.PostAsJsonAsync(route, new { bulb = "E27" });
        var completed = await host.WaitAsync(process["process_id"]!.GetValue<string>(), "completed");
        using var again = await host.Http.PostAsJsonAsync(route, new { bulb = "E14" });

        Assert.Equal("null", await progress.Content.ReadAsStringAsync());
        Assert.Equal("half of it", shown["current_state"]!["callback_progress"]!.GetValue<string>());
        AssertJson("""{"detail": "Invalid token", "status": 404, "title": "Not Found"}""", await BodyAsync(wrongToken, 404));
        AssertJson(
            """{"detail": [{"type": "dict_type", "loc": ["body"], "msg": "Input should be a valid dictionary", "input": [1]}]}""",
            await BodyAsync(noObject, 422)
        );
        Assert.Equal((HttpStatusCode.OK, "null"), (taken.StatusCode, await taken.Content.ReadAsStringAsync()));
        Assert.Equal("E27", completed["current_state"]!["callback_result"]!["bulb"]!.GetValue<string>());
        AssertJson(
            """{"detail": "This process is not in an awaiting state.", "status": 409, "title": "Conflict"}""",
            await BodyAsync(again, 409)
        );
    }
}
