using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Errors;

/// <summary>What is not written right is refused with a status of the client's and a body that clients parse, whatever it is.</summary>
public sealed class BadInputContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string HalfOfAPair = "\\ud83d";
    private const string Nul = "a\\u0000b";

    [Theory]
    [InlineData("PUT", "/api/settings/status", """{"x": "HALF"}""")]
    [InlineData("PUT", "/api/settings/status", """{"HALF": true, "global_lock": false}""")]
    [InlineData("POST", "/api/reconcile", """{"product": "HALF"}""")]
    [InlineData("POST", "/api/reconcile", """{"query": "HALF"}""")]
    [InlineData("POST", "/api/processes/validate_nothing", """[{"name": "HALF"}]""")]
    [InlineData("POST", "/api/processes/validate_nothing", """[{"HALF": 1}]""")]
    [InlineData("PUT", "/api/processes/00000000-0000-0000-0000-000000000000/resume", """[{"a": ["HALF"]}]""")]
    [InlineData("PUT", "/api/processes/00000000-0000-0000-0000-000000000000/skip", """{"reason": "HALF"}""")]
    [InlineData("PATCH", "/api/processes/00000000-0000-0000-0000-000000000000", """{"note": "HALF"}""")]
    [InlineData("PATCH", "/api/workflows/00000000-0000-0000-0000-000000000000", """{"description": "HALF"}""")]
    [InlineData("POST", "/api/processes/00000000-0000-0000-0000-000000000000/callback/t", """{"log": "done HALF"}""")]
    [InlineData("POST", "/api/processes/00000000-0000-0000-0000-000000000000/callback/t/progress", "\"50% HALF\"")]
    [InlineData(
        "POST",
        "/api/schedules/",
        """{"scheduled_type": "create", "workflow_name": "validate_nothing", "name": "HALF", "trigger": "interval", "trigger_kwargs": {"days": 1}}"""
    )]
    [InlineData("DELETE", "/api/schedules/", """{"scheduled_type": "delete", "workflow_id": "HALF"}""")]
    public async Task A_text_that_cannot_be_stored_is_refused_with_its_place(string method, string path, string body)
    {
        foreach (var text in new[] { HalfOfAPair, Nul })
        {
            using var response = await SendAsync(method, path, body.Replace("HALF", text, StringComparison.Ordinal));

            var error = (await BodyAsync(response, 422))["detail"]![0]!;
            Assert.Equal("value_error", error["type"]!.GetValue<string>());
            Assert.Equal("body", error["loc"]![0]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("PUT", "/api/processes/resume-all?reporter=a%00b", "reporter")]
    [InlineData("POST", "/api/processes/validate_nothing?reporter=a%00b", "reporter")]
    [InlineData("GET", "/api/processes/?filter=note,a%00b", "filter")]
    [InlineData("GET", "/api/processes/?sort=a%00,asc", "sort")]
    [InlineData("GET", "/api/subscriptions/search?query=a%00b", "query")]
    public async Task A_query_that_cannot_be_stored_is_refused_with_its_parameter(string method, string path, string parameter)
    {
        using var response = await SendAsync(method, path, method == "POST" ? "[{}]" : null);

        Assert.Equal(parameter, (await BodyAsync(response, 422))["detail"]![0]!["loc"]![1]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "/api/drift?prodct=lamp", "prodct", "product, range, reporter, status")]
    [InlineData(
        "GET",
        "/api/audit?usr=ann",
        "usr",
        "action, from, process_id, range, reporter, subscription_id, until, user, workflow_name"
    )]
    [InlineData("POST", "/api/reconcile?dry_run=true", "dry_run", "reporter")]
    public async Task A_parameter_that_an_addition_does_not_take_is_refused_instead_of_ignored(
        string method,
        string path,
        string parameter,
        string known
    )
    {
        using var response = await SendAsync(method, path, method == "POST" ? """{"product": "lamp"}""" : null);

        var error = (await BodyAsync(response, 422))["detail"]![0]!;
        Assert.Equal(("extra_forbidden", parameter), (error["type"]!.GetValue<string>(), error["loc"]![1]!.GetValue<string>()));
        Assert.Equal($"Extra inputs are not permitted. Parameters: {known}", error["msg"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_parameter_that_an_operation_of_the_contract_does_not_take_is_ignored_as_its_clients_expect()
    {
        using var response = await SendAsync("GET", "/api/processes/?_=1790000000", body: null);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_place_in_a_body_has_names_and_positions()
    {
        using var response = await SendAsync("POST", "/api/processes/validate_nothing", $$"""[{}, {"tags": ["a", "{{Nul}}"]}]""");

        var loc = (await BodyAsync(response, 422))["detail"]![0]!["loc"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""["body", 1, "tags", 1]"""), loc), loc.ToJsonString());
    }

    [Theory]
    [InlineData("""{"query": "a", "query": {"a": 1}, "\ud800": 1}""", """["body", "query"]""")]
    [InlineData("""{"a": ["x", "\u0000"], "b": {"\ud800": 1}}""", """["body", "a", 1]""")]
    public async Task The_first_fault_is_found_whatever_comes_after_it(string body, string expected)
    {
        using var response = await SendAsync("POST", "/api/reconcile", body);

        var loc = (await BodyAsync(response, 422))["detail"]![0]!["loc"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), loc), loc.ToJsonString());
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("not JSON")]
    [InlineData("{} {}")]
    [InlineData("[1,]")]
    [InlineData("\ufeff{}")]
    [InlineData("""{"global_lock": true, "global_lock": false}""")]
    [InlineData("""{"global_lock": 1e400}""")]
    [InlineData("""{"n": 1e200000}""")]
    [InlineData("""{"n": 1e-200000}""")]
    public async Task A_body_that_is_not_JSON_or_that_no_database_holds_is_refused(string body)
    {
        using var response = await SendAsync("PUT", "/api/settings/status", body);

        await BodyAsync(response, 422);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        using var content = new ByteArrayContent([.. "[{\"subscription_id\": \""u8, 0xC3, 0x28, .. "\"}]"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await host.Http.PostAsync("/api/processes/modify_lamp", content);

        await BodyAsync(response, 422);
    }

    [Theory]
    [InlineData(49)]
    [InlineData(62)]
    [InlineData(1_000)]
    [InlineData(40_000)]
    public async Task A_body_that_is_too_deep_is_refused(int depth)
    {
        using var response = await SendAsync(
            "PUT",
            "/api/settings/status",
            string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)
        );

        await BodyAsync(response, 422);
    }

    [Fact]
    public async Task A_result_that_its_step_cannot_read_is_refused_and_can_be_sent_again()
    {
        var process = await host.RunAsync("order_bulb", "awaiting_callback", new { });
        var route = process["current_state"]!["callback_route"]!.GetValue<string>();
        using var unreadable = await SendAsync("POST", route, """{"bulb": 27}""");
        using var taken = await SendAsync("POST", route, """{"bulb": "E27"}""");

        Assert.Contains("the value at '$.bulb'", (string)(await BodyAsync(unreadable, 400))["detail"]!, StringComparison.Ordinal);
        await BodyAsync(taken, 200);
        await host.WaitAsync(process["process_id"]!.GetValue<string>(), "completed");
    }

    [Fact]
    public async Task What_an_external_system_may_say_can_be_shown()
    {
        var process = await host.RunAsync("ship_sample", "awaiting_callback", new { });
        var route = process["current_state"]!["callback_route"]!.GetValue<string>();
        using var tooDeep = await SendAsync("POST", route, Deep(62));
        using var progress = await SendAsync("POST", $"{route}/progress", Deep(47));
        using var taken = await SendAsync("POST", route, Deep(47).Replace("\"a\":1", "\"a\":\"1\"", StringComparison.Ordinal));

        await BodyAsync(tooDeep, 422);
        await BodyAsync(progress, 200);
        await BodyAsync(taken, 200);
        Assert.NotNull((await host.WaitAsync(process["process_id"]!.GetValue<string>(), "completed"))["current_state"]);

        static string Deep(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("text/html")]
    public async Task A_body_that_says_it_is_not_JSON_starts_nothing(string type)
    {
        using var response = await SendAsync("POST", "/api/processes/validate_nothing", "[{}]", type);

        Assert.Equal(415, (await BodyAsync(response, 415))["status"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("PUT", "/api/settings/status", """{"global_lock": false}""", null, 200)]
    [InlineData("PUT", "/api/settings/status", """{"global_lock": false}""", "application/json; charset=UTF-8", 200)]
    [InlineData("PUT", "/api/settings/status", """{"global_lock": false}""", "application/vnd.orchestrator+json", 200)]
    [InlineData("PATCH", "/api/workflows/00000000-0000-0000-0000-000000000000", "{}", null, 404)]
    [InlineData("POST", "/api/processes/validate_nothing", "[{}]", null, 201)]
    [InlineData("PUT", "/api/processes/00000000-0000-0000-0000-000000000000/resume", null, null, 404)]
    public async Task JSON_is_read_with_and_without_a_type(string method, string path, string? body, string? type, int status)
    {
        using var response = await SendAsync(method, path, body, type);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_body_without_a_type_from_a_web_page_starts_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/processes/validate_nothing")
        {
            Content = new ByteArrayContent("[{}]"u8.ToArray()),
        };
        request.Headers.Add("Origin", "https://evil.example");
        using var response = await host.Http.SendAsync(request);

        await BodyAsync(response, 415);
    }

    [Theory]
    [InlineData("1", 404)]
    [InlineData("yes", 404)]
    [InlineData("on", 404)]
    [InlineData("False", 404)]
    [InlineData("n", 404)]
    [InlineData("2", 422)]
    [InlineData("", 422)]
    [InlineData("maybe", 422)]
    public async Task A_yes_or_no_in_the_query_has_the_words_of_orchestrator_core(string value, int status)
    {
        using var response = await host.Http.GetAsync(
            $"/api/subscriptions/domain-model/00000000-0000-0000-0000-000000000000?filter_owner_relations={value}"
        );

        await BodyAsync(response, status);
    }

    [Fact]
    public async Task A_refusal_is_not_much_larger_than_what_it_refuses()
    {
        var lamp = await host.CreateLampAsync();
        var extras = string.Join(',', Enumerable.Range(0, 20_000).Select(static index => $"\"k{index}\":1"));
        foreach (
            var body in new[]
            {
                $$"""[{"subscription_id": "{{lamp}}"}, {"brightness": [{{string.Join(',', Enumerable.Repeat("1", 100_000))}}]}]""",
                $$"""[{"subscription_id": "{{lamp}}"}, {{{extras}}}]""",
                $$"""[{"subscription_id": "{{new string('x', 200_000)}}"}]""",
                $$"""{"name": "{{new string('x', 200_000)}}"}""",
            }
        )
        {
            using var response = await SendAsync("POST", "/api/processes/modify_lamp", body);
            var answer = await response.Content.ReadAsByteArrayAsync();

            Assert.InRange((int)response.StatusCode, 400, 422);
            Assert.InRange(answer.Length, 2, 65_536);
        }
    }

    [Theory]
    [InlineData("/api/processes/modify_lamp", 300_000)]
    [InlineData("/api/processes/00000000-0000-0000-0000-000000000000/callback/t", 1_100_000)]
    public async Task A_body_that_is_too_large_is_refused(string path, int size)
    {
        using var response = await SendAsync("POST", path, $"[\"{new string('x', size)}\"]");

        Assert.Equal("The body is larger than this host takes.", (await BodyAsync(response, 413))["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_callback_may_be_larger_than_a_form()
    {
        using var response = await SendAsync(
            "POST",
            "/api/processes/00000000-0000-0000-0000-000000000000/callback/t",
            $$"""{"x": "{{new string('x', 500_000)}}"}"""
        );

        await BodyAsync(response, 404);
    }

    [Theory]
    [InlineData("l*")]
    [InlineData("*")]
    [InlineData("lamp\\\" status:active \\\"")]
    [InlineData("LAMP")]
    public async Task The_product_of_a_bulk_reconcile_is_meant_to_the_letter(string product)
    {
        await host.CreateLampAsync();
        using var response = await SendAsync("POST", "/api/reconcile", $$"""{"product": "{{product}}"}""");

        await BodyAsync(response, 400);
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(text) ?? new JsonObject();
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? body, string? type = "application/json")
    {
        using var request = new HttpRequestMessage(new(method), path)
        {
            Content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        if (request.Content is not null && type is not null)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        // As every client does that sends much: one that is refused meanwhile would otherwise meet a closed connection instead of the
        // answer.
        request.Headers.ExpectContinue = body is { Length: > 100_000 };
        return await host.Http.SendAsync(request);
    }
}
