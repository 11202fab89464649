using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Security;

/// <summary>Policies of ASP.NET Core by name on workflows, without any code of the host but the policy itself.</summary>
public sealed class PolicyContractTests : IAsyncLifetime
{
    private readonly LocalIssuer _issuer = new();
    private readonly ApiHost _host;

    public PolicyContractTests() => _host = _issuer.CreateHost(static options => options.RecoveryInterval = TimeSpan.FromMilliseconds(200));

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_way_to_steer_a_process_under_a_policy_is_for_those_who_satisfy_it()
    {
        BeOperator();
        var process = Text(await _host.RunAsync("guard_vault", "suspended", new { }), "process_id");

        await AssertRefusedAsync(HttpMethod.Post, "/api/processes/guard_vault", new[] { new { } }, "start 'guard_vault' workflow");
        await AssertRefusedAsync(HttpMethod.Put, $"/api/processes/{process}/resume", new[] { new { guard = "bob" } }, "resume step");
        await SendAsync(HttpMethod.Put, $"/api/processes/{process}/resume", new[] { new { guard = "ann" } });
        await _host.WaitAsync(process, "failed");
        await AssertRefusedAsync(HttpMethod.Put, $"/api/processes/{process}/resume", Array.Empty<object>(), "retry step");
        await AssertRefusedAsync(HttpMethod.Put, $"/api/processes/{process}/skip", new { reason = "Not needed." }, "skip step");
        await AssertRefusedAsync(HttpMethod.Put, $"/api/processes/{process}/abort", body: null, "abort process");
        await AssertRefusedAsync(HttpMethod.Post, "/api/schedules/", Schedule("guard_vault"), "start 'guard_vault' workflow");
        await SendAsync(HttpMethod.Put, $"/api/processes/{process}/skip", new { reason = "Not needed." });
        await _host.WaitAsync(process, "completed");
    }

    [Fact]
    public async Task The_list_of_actions_says_what_a_start_would_say()
    {
        var vault = await CreateVaultAsync();

        var mine = await _host.GetAsync($"/api/subscriptions/workflows/{vault}");
        BeGuest();
        var guests = await _host.GetAsync($"/api/subscriptions/workflows/{vault}");

        Assert.All(new[] { "modify", "reconcile" }, target => Assert.Null(Item(mine, target)["reason"]));
        Assert.All(
            new[] { "modify", "reconcile" },
            target => Assert.Equal("subscription.insufficient_workflow_permissions", (string?)Item(guests, target)["reason"])
        );

        static JsonNode Item(JsonNode actions, string target) =>
            actions[target]!.AsArray().Single(static item => ((string)item!["name"]!).EndsWith("_vault", StringComparison.Ordinal))!;
    }

    [Fact]
    public async Task A_bulk_reconcile_starts_what_its_user_might_start_when_he_asked()
    {
        await CreateVaultAsync();

        var mine = await BulkAsync();
        BeGuest();
        var guests = await BulkAsync();

        Assert.Equal((1, 0), ((int)mine["done"]!, (int)mine["refused"]!));
        Assert.Equal((0, 1), ((int)guests["done"]!, (int)guests["refused"]!));
        Assert.Contains("not authorized", guests.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_starts_what_its_maker_might_start_when_he_made_it()
    {
        BeOperator();
        await SendAsync(HttpMethod.Post, "/api/schedules/", Schedule("guard_vault"));

        await Orchestrator.Testing.OrchestratorTestHost.UntilAsync(async () =>
            (await _host.GetAsync("/api/processes/?filter=workflow_name,guard_vault")).AsArray() is [{ } started, ..]
            && (string)started["created_by"]! == "ann"
        );
    }

    [Fact]
    public async Task An_external_system_calls_back_with_the_token_of_the_address_alone()
    {
        BeOperator();
        var process = await _host.RunAsync("await_key", "awaiting_callback", new { });
        var route = Text(process["current_state"]!, "callback_route");
        BeGuest();
        var shown = await _host.GetAsync($"/api/processes/{Text(process, "process_id")}");
        _host.Http.DefaultRequestHeaders.Authorization = null;
        using var wrong = await _host.Http.PostAsJsonAsync($"{route[..^4]}AAAA", new { key = "1" });
        using var right = await _host.Http.PostAsJsonAsync(route, new { key = "1" });

        Assert.DoesNotContain(route.Split('/')[^1], shown.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((404, 200), ((int)wrong.StatusCode, (int)right.StatusCode));
    }

    private static object Schedule(string workflow) =>
        new
        {
            scheduled_type = "create",
            workflow_name = workflow,
            trigger = "date",
            trigger_kwargs = new { run_date = DateTimeOffset.UtcNow.AddSeconds(2).ToString("O") },
            user_inputs = new[] { new { } },
        };

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private void BeOperator() => _host.Http.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Issue(role: "operator"));

    private void BeGuest() => _host.Http.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Issue("mallory"));

    private async Task<string> CreateVaultAsync()
    {
        BeOperator();
        return await _host.CreateAsync("create_vault");
    }

    private async Task<JsonNode> BulkAsync()
    {
        using var started = await _host.Http.PostAsJsonAsync("/api/reconcile", new { product = "vault" });
        var id = Text((await started.Content.ReadFromJsonAsync<JsonNode>())!, "id");
        await _host.WaitAsync(id, "completed");
        return await _host.GetAsync($"/api/reconcile/{id}");
    }

    private async Task SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await _host.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>A guest is refused, and the operator is whom the requests after it come from.</summary>
    private async Task AssertRefusedAsync(HttpMethod method, string path, object? body, string what)
    {
        BeGuest();
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _host.Http.SendAsync(request);
        BeOperator();

        Assert.Equal(
            (path, 403, $"User is not authorized to {what}"),
            (path, (int)answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["detail"])
        );
    }
}
