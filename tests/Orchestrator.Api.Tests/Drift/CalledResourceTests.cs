using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Drift;

/// <summary>An external system that calls back over HTTP when it has done what an apply has written.</summary>
public sealed class CalledResourceTests : IAsyncLifetime
{
    private readonly AlarmSystem _alarm = new();
    private readonly ApiHost _host;

    public CalledResourceTests() => _host = new() { Services = services => services.AddSingleton(_alarm) };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_reconcile_with_a_plan_writes_waits_for_the_call_and_ends_without_drift()
    {
        var siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[siren] = new(Loudness: 2);
        var plan = await _host.GetAsync($"/api/subscriptions/{siren}/reconcile-plan");

        var process = await StartAsync(siren, $"?plan={plan["plan"]}");
        await _host.WaitAsync(process, "awaiting_callback");
        using var tooEarly = await _host.Http.PostAsJsonAsync($"/api/processes/{process}/callback/guessed", new { done = true });
        using var called = await _host.Http.PostAsJsonAsync(_alarm.DoNext(), new { done = true });
        var completed = await _host.WaitAsync(process, "completed");
        var drift = await _host.GetAsync($"/api/subscriptions/{siren}/drift");

        Assert.Equal("siren in the alarm system: change", Effect(plan));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (tooEarly.StatusCode, called.StatusCode));
        Assert.True(completed["current_state"]!["callback_result"]!["done"]!.GetValue<bool>());
        Assert.Contains(
            "Check plan",
            completed["steps"]!.AsArray().Select(static step => step!["name"]!.GetValue<string>()),
            StringComparer.Ordinal
        );
        Assert.Equal("no_drift", drift["status"]!.GetValue<string>());
        Assert.Empty(_alarm.Orders);
    }

    [Fact]
    public async Task A_plan_that_is_sent_back_is_carried_out_and_the_answer_waits_for_the_process()
    {
        var siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[siren] = new(Loudness: 2);
        var address = $"/api/subscriptions/{siren}/reconcile-plan";
        var plan = await _host.GetAsync(address);
        var other = $"/api/subscriptions/{await _host.CreateAsync("create_siren")}/reconcile-plan";

        using var ofAnother = await SendBackAsync(other, plan);
        using var started = await SendBackAsync(address, plan);
        var answer = (await started.Content.ReadFromJsonAsync<JsonNode>())!;
        using var impossible = await SendBackAsync(address, JsonNode.Parse("""{"workflow": "reconcile_siren", "plan": null}""")!);
        using var called = await _host.Http.PostAsJsonAsync(_alarm.DoNext(), new { done = true });
        var completed = await _host.WaitAsync(answer["id"]!.GetValue<string>(), "completed");

        Assert.Equal(HttpStatusCode.Conflict, ofAnother.StatusCode);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        Assert.Equal("awaiting_callback", answer["last_status"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, called.StatusCode);
        Assert.Equal(plan["plan"]!.GetValue<string>(), completed["current_state"]!["__reconcile__"]!["plan"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, impossible.StatusCode);
        Assert.Contains("This plan cannot be carried out.", await impossible.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendBackAsync(string address, JsonNode plan)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(plan) };
        request.Headers.Add("Prefer", "return=minimal, wait=60");
        return await _host.Http.SendAsync(request);
    }

    [Fact]
    public async Task A_reconcile_of_what_does_not_differ_awaits_nothing()
    {
        var siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[siren] = new(Loudness: 7);

        var completed = await _host.WaitAsync(await StartAsync(siren, ""), "completed");

        Assert.Empty(_alarm.Orders);
        Assert.False(completed["current_state"]!.AsObject().ContainsKey("callback_result"));
    }

    [Fact]
    public async Task The_answer_to_an_awaited_start_with_a_plan_says_what_the_log_says_of_each_resource()
    {
        var siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[siren] = new(Loudness: 2);
        var plan = (await _host.GetAsync($"/api/subscriptions/{siren}/reconcile-plan"))["plan"];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/processes/reconcile_siren?plan={plan}")
        {
            Content = JsonContent.Create(new[] { new { subscription_id = siren } }),
            Headers = { { "Prefer", "wait=60" } },
        };

        using var started = await _host.Http.SendAsync(request);
        var answer = (await started.Content.ReadFromJsonAsync<JsonNode>())!;
        var process = await _host.GetAsync($"/api/processes/{answer["id"]}");

        var resource = Assert.Single(answer["external_resources"]!.AsArray())!;
        var logged = Assert.Single(process["current_state"]!["__external_resources__"]!.AsObject()).Value!;
        Assert.Equal("awaiting_callback", (string?)answer["last_status"]);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {
                      "name": "siren in the alarm system", "effect": "change",
                      "differences": [{"path": "loudness", "kind": "changed", "desired": 7, "actual": 2}], "difference_count": 1
                    }
                    """
                ),
                resource
            ),
            resource.ToJsonString()
        );
        Assert.True(JsonNode.DeepEquals(logged["differences"], resource["differences"]), logged.ToJsonString());
    }

    private async Task<string> StartAsync(string siren, string query)
    {
        using var response = await _host.Http.PostAsJsonAsync(
            $"/api/processes/reconcile_siren{query}",
            new[] { new { subscription_id = siren } }
        );
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    private static string Effect(JsonNode plan)
    {
        var step = Assert.Single(plan["steps"]!.AsArray())!;
        return $"{step["name"]}: {step["effect"]}";
    }
}
