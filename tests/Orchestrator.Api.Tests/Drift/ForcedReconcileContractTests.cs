using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Drift;

/// <summary>A reconcile with <c>force</c>, on the wire: for an external system whose answers are not to be trusted.</summary>
public sealed class ForcedReconcileContractTests : IAsyncLifetime
{
    private readonly AlarmSystem _alarm = new();
    private readonly ApiHost _host;
    private string _siren = "";

    public ForcedReconcileContractTests() => _host = new() { Services = services => services.AddSingleton(_alarm) };

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[_siren] = new(Loudness: 7);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("?force=false")]
    [InlineData("")]
    public async Task Without_it_nothing_is_written_where_nothing_differs(string query)
    {
        var completed = await _host.WaitAsync(await StartAsync(query), "completed");

        Assert.Empty(_alarm.Orders);
        Assert.Equal("nothing", ReportOf(completed)["effect"]!.GetValue<string>());
    }

    [Fact]
    public async Task With_it_is_written_where_nothing_differs_and_the_log_says_so()
    {
        var process = await StartAsync("?force=true");
        await _host.WaitAsync(process, "awaiting_callback");
        using var called = await _host.Http.PostAsJsonAsync(_alarm.DoNext(), new { done = true });
        var completed = await _host.WaitAsync(process, "completed");

        Assert.Equal("change", ReportOf(completed)["effect"]!.GetValue<string>());
        Assert.Empty(ReportOf(completed)["differences"]!.AsArray());
        Assert.Equal("no_drift", (string?)(await _host.GetAsync($"/api/subscriptions/{_siren}/drift"))["status"]);
    }

    [Fact]
    public async Task With_a_plan_it_writes_what_the_plan_saw_and_nothing_else()
    {
        var plan = (await _host.GetAsync($"/api/subscriptions/{_siren}/reconcile-plan"))["plan"]!.GetValue<string>();
        _alarm.Sirens[_siren] = new(Loudness: 3);
        var stale = await _host.WaitAsync(await StartAsync($"?plan={plan}&force=true"), "failed");
        var written = _alarm.Orders.Count;
        _alarm.Sirens[_siren] = new(Loudness: 7);
        var process = await StartAsync($"?plan={plan}&force=true");
        await _host.WaitAsync(process, "awaiting_callback");

        Assert.Equal("Check plan", stale["last_step"]!.GetValue<string>());
        Assert.Equal(0, written);
        Assert.Single(_alarm.Orders);
    }

    [Fact]
    public async Task What_is_neither_yes_nor_no_is_422_and_a_workflow_that_is_not_a_reconcile_409()
    {
        var body = new[] { new { subscription_id = _siren } };
        using var unreadable = await _host.Http.PostAsJsonAsync("/api/processes/reconcile_siren?force=perhaps", body);
        using var other = await _host.Http.PostAsJsonAsync("/api/processes/mount_siren?force=true", body);

        Assert.Equal(
            """{"detail":[{"type":"bool_parsing","loc":["query","force"],"msg":"Input should be a valid boolean, unable to interpret input","input":"perhaps"}]}""",
            await TextAsync(unreadable, 422)
        );
        Assert.Equal(
            """{"detail":"Workflow \u0027mount_siren\u0027 is not a reconcile workflow. Start it without a plan and without force.","status":409,"title":"Conflict"}""",
            await TextAsync(other, 409)
        );
        Assert.Empty(_alarm.Orders);
    }

    private async Task<string> StartAsync(string query)
    {
        using var response = await _host.Http.PostAsJsonAsync(
            $"/api/processes/reconcile_siren{query}",
            new[] { new { subscription_id = _siren } }
        );
        return JsonNode.Parse(await TextAsync(response, 201))!["id"]!.GetValue<string>();
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        return text;
    }

    /// <summary>What the process has logged of the one resource.</summary>
    private static JsonNode ReportOf(JsonNode process) =>
        Assert.Single(process["current_state"]!["__external_resources__"]!.AsObject()).Value!;
}
