using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Security;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Audit;

/// <summary>
/// Every route with which a person changes something makes an entry. The routes are those that are mapped, so that a new one has to be
/// called here.
/// </summary>
public sealed partial class AuditedRouteTests : IAsyncLifetime
{
    /// <summary>With these no person changes anything: they keep what an external system says, or make what is there again.</summary>
    private static readonly string[] WithoutEntry =
    [
        "POST /api/processes/{process_id}/callback/{token}/progress",
        "POST /api/subscriptions/{subscription_id}/drift/",
        "DELETE /api/settings/cache/{name}",
        "POST /api/settings/search-index/reset",
    ];

    private readonly BeaconGate _gate = new();
    private readonly AlarmSystem _alarm = new();
    private readonly ApiHost _host;
    private readonly List<string> _audited = [];
    private string _latest = "";

    public AuditedRouteTests() =>
        _host = new() { SignedIn = "ann", Services = services => services.AddSingleton(_gate).AddSingleton(_alarm) };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _gate.Dispose();
    }

    [Fact]
    public async Task Every_route_that_changes_something_makes_an_entry_of_who_did_what()
    {
        await SteerProcessesAsync();
        await SteerBulkReconcileAsync();
        await ChangeSubscriptionAsync();
        await ChangeSchedulesAsync();
        await ChangeProductsAsync();
        await SteerDriftAsync();
        await MakesAsync("pause_engine", "PUT /api/settings/status", new { global_lock = true });
        await MakesAsync("resume_engine", "PUT /api/settings/status", new { global_lock = false });

        var routes =
            from endpoint in _host.Provider.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            where method is not ("GET" or "HEAD" or "OPTIONS")
            select $"{method} {endpoint.RoutePattern.RawText}";
        Assert.Equal(
            string.Join('\n', routes.Order(StringComparer.Ordinal)),
            string.Join('\n', _audited.Distinct().Concat(WithoutEntry).Concat(EveryRouteAsksTests.Harmless).Order(StringComparer.Ordinal))
        );
    }

    private async Task SteerProcessesAsync()
    {
        await MakesAsync("start_process", "POST /api/processes/{workflow_key}", new[] { new { } }, "validate_nothing");
        var failed = Text(await _host.RunAsync("lose_sample", "failed", new { }), "process_id");
        await MakesAsync("retry_process", "PUT /api/processes/resume-all", body: null);
        await _host.WaitAsync(failed, "failed");
        await MakesAsync("retry_process", "PUT /api/processes/{process_id}/resume", Array.Empty<object>(), failed);
        await _host.WaitAsync(failed, "failed");
        await MakesAsync("annotate_process", "PATCH /api/processes/{process_id}", new { note = "The lab is closed." }, failed);
        await MakesAsync("skip_step", "PUT /api/processes/{process_id}/skip", new { reason = "Sent by hand." }, failed);
        var awaiting = await _host.RunAsync("order_bulb", "awaiting_callback", new { });
        await MakesAsync(
            "call_back_process",
            "POST /api/processes/{process_id}/callback/{token}",
            new { bulb = "E27" },
            Text(awaiting, "process_id"),
            Text(awaiting["current_state"]!, "callback_route").Split('/')[^1]
        );
        var forgotten = Text(await _host.RunAsync("order_bulb", "awaiting_callback", new { }), "process_id");
        await MakesAsync("abort_process", "PUT /api/processes/{process_id}/abort", body: null, forgotten);
        await MakesAsync("delete_task", "DELETE /api/processes/{process_id}", body: null, forgotten);
    }

    /// <summary>It runs as long as the gate is closed.</summary>
    private async Task SteerBulkReconcileAsync()
    {
        await _host.CreateAsync("create_beacon");
        var bulk = Text((await MakesAsync("start_process", "POST /api/reconcile/", new { product = "beacon" }))!, "id");
        await MakesAsync("pause_bulk_reconcile", "PUT /api/reconcile/{process_id}/pause", body: null, bulk);
        await MakesAsync("resume_bulk_reconcile", "PUT /api/reconcile/{process_id}/resume", body: null, bulk);
        await MakesAsync("abort_process", "PUT /api/reconcile/{process_id}/cancel", body: null, bulk);
        _gate.LetThrough();
    }

    private async Task ChangeSubscriptionAsync()
    {
        var lamp = await _host.CreateLampAsync();
        var failed = await _host.RunAsync("modify_lamp", "failed", new { subscription_id = lamp }, new { brightness = 13 });
        await MakesAsync("abort_process", "PUT /api/processes/{process_id}/abort", body: null, Text(failed, "process_id"));
        await MakesAsync("set_in_sync", "PUT /api/subscriptions/{subscription_id}/set_in_sync", body: null, lamp);
        const string descriptions = "/api/subscription_customer_descriptions/";
        var description = new
        {
            description = "Ours",
            customer_id = "c",
            subscription_id = lamp,
        };
        await MakesAsync("describe_subscription", $"POST {descriptions}", description);
        var id = Text(await _host.GetAsync($"{descriptions}customer/c/subscription/{lamp}"), "id");
        await MakesAsync(
            "describe_subscription",
            $"PUT {descriptions}",
            new
            {
                id,
                description = "Mine",
                customer_id = "c",
                subscription_id = lamp,
            }
        );
        await MakesAsync("describe_subscription", $"DELETE {descriptions}{{id}}", body: null, id);
    }

    private async Task ChangeSchedulesAsync()
    {
        const string schedules = "/api/schedules/";
        await MakesAsync(
            "create_schedule",
            $"POST {schedules}",
            new
            {
                scheduled_type = "create",
                workflow_name = "validate_nothing",
                trigger = "interval",
                trigger_kwargs = new { hours = 1 },
            }
        );
        var schedule = (await _host.GetAsync(schedules))
            .AsArray()
            .Single(static schedule => Text(schedule!, "workflow_name") == "validate_nothing")!;
        await MakesAsync(
            "update_schedule",
            $"PUT {schedules}",
            new
            {
                scheduled_type = "update",
                schedule_id = Text(schedule, "schedule_id"),
                name = "Mine",
            }
        );
        var workflow = Text(schedule, "workflow_id");
        await MakesAsync("delete_schedule", $"DELETE {schedules}", new { scheduled_type = "delete", workflow_id = workflow });
        await MakesAsync("describe_workflow", "PATCH /api/workflows/{workflow_id}", new { description = "Nothing." }, workflow);
    }

    private async Task ChangeProductsAsync()
    {
        var change = new { description = "A light" };
        var product = (await _host.GetAsync("/api/products/?tag=LAMP"))[0]!;
        var block = product["product_blocks"]![0]!;
        var type = Text(block["resource_types"]![0]!, "resource_type_id");
        await MakesAsync("change_product", "PATCH /api/products/{product_id}", change, Text(product, "product_id"));
        await MakesAsync("describe_product_block", "PATCH /api/product_blocks/{product_block_id}", change, Text(block, "product_block_id"));
        await MakesAsync("describe_resource_type", "PATCH /api/resource_types/{resource_type_id}", change, type);
    }

    private async Task SteerDriftAsync()
    {
        var siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[siren] = new(Loudness: 2);
        using var check = await _host.Http.PostAsync(new Uri($"/api/subscriptions/{siren}/drift", UriKind.Relative), content: null);
        var found = (await check.Content.ReadFromJsonAsync<JsonNode>())!["resources"]![0]!;
        var difference = new
        {
            resource = Text(found, "name"),
            path = Text(found["differences"]![0]!, "path"),
            reason = "Quiet at night.",
        };
        const string accepted = "/api/subscriptions/{subscription_id}/drift/accepted/";
        await MakesAsync("accept_drift", $"PUT {accepted}", difference, siren);
        await MakesAsync("withdraw_accepted_drift", $"DELETE {accepted}", new { difference.resource, difference.path }, siren);
        var plan = await _host.GetAsync($"/api/subscriptions/{siren}/reconcile-plan");
        await MakesAsync("start_process", "POST /api/subscriptions/{subscription_id}/reconcile-plan/", plan, siren);
        await MakesAsync("pause_drift", "PUT /api/drift/pauses/", new { product = "siren", reason = "Maintenance." });
        await MakesAsync("resume_drift", "DELETE /api/drift/pauses/", new { product = "siren" });
        await MakesAsync("set_drift_policy", "PUT /api/drift/policies/{product}", new { heal = "report" }, "siren");
        await MakesAsync("reset_drift_policy", "DELETE /api/drift/policies/{product}", body: null, "siren");
    }

    /// <summary>Sends a request, and looks at the newest entry.</summary>
    /// <param name="action">What the entry says.</param>
    /// <param name="route">The method and the pattern of the address.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="values">What stands for the parameters of the pattern.</param>
    private async Task<JsonNode?> MakesAsync(string action, string route, object? body, params string[] values)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var next = 0;
        using var request = new HttpRequestMessage(new(method), Parameter.Replace(pattern, _ => values[next++]));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _host.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{route}: {(int)answer.StatusCode} {text}");

        var entry = (await _host.GetAsync("/api/audit?range=0,1"))[0]!;
        Assert.Equal((route, action, "ann"), (route, Text(entry, "action"), Text(entry, "user")));
        var id = Text(entry, "entry_id");
        Assert.NotEqual(_latest, id);
        _latest = id;
        _audited.Add(route);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter { get; }
}
