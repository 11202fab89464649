using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.Api.Tests.Security;

/// <summary>
/// Every route that changes something asks the authorizer, and says nothing else to a user whom it refuses. The routes are those that are
/// mapped: a new one has to be listed here, and to ask.
/// </summary>
public sealed class EveryRouteAsksTests : IAsyncLifetime
{
    /// <summary>A body for each route that would be carried out for a user who may.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["POST /api/processes/{workflow_key}"] = "[{}]",
        ["PUT /api/processes/{process_id}/resume"] = "[{}]",
        ["PUT /api/processes/{process_id}/abort"] = "",
        ["PUT /api/processes/resume-all"] = "",
        ["PUT /api/processes/{process_id}/skip"] = """{"reason": "Not needed."}""",
        ["DELETE /api/processes/{process_id}"] = "",
        ["PATCH /api/processes/{process_id}"] = """{"note": "Mine."}""",
        ["POST /api/processes/{process_id}/callback/{token}"] = "{}",
        ["POST /api/processes/{process_id}/callback/{token}/progress"] = "{}",
        ["PATCH /api/workflows/{workflow_id}"] = """{"description": "Mine."}""",
        ["PATCH /api/products/{product_id}"] = """{"description": "Mine."}""",
        ["PATCH /api/product_blocks/{product_block_id}"] = """{"description": "Mine."}""",
        ["PATCH /api/resource_types/{resource_type_id}"] = """{"description": "Mine."}""",
        ["POST /api/subscription_customer_descriptions/"] =
            """{"description": "Mine.", "customer_id": "c", "subscription_id": "{subscription_id}"}""",
        ["PUT /api/subscription_customer_descriptions/"] =
            """{"id": "{id}", "description": "Mine.", "customer_id": "c", "subscription_id": "{subscription_id}"}""",
        ["DELETE /api/subscription_customer_descriptions/{id}"] = "",
        ["POST /api/reconcile/"] = """{"product": "lamp"}""",
        ["PUT /api/reconcile/{process_id}/pause"] = "",
        ["PUT /api/reconcile/{process_id}/resume"] = "",
        ["PUT /api/reconcile/{process_id}/cancel"] = "",
        ["POST /api/schedules/"] =
            """{"scheduled_type": "create", "workflow_name": "validate_nothing", "trigger": "interval", "trigger_kwargs": {"hours": 1}}""",
        ["PUT /api/schedules/"] = """{"scheduled_type": "update", "schedule_id": "{schedule_id}", "name": "Mine"}""",
        ["DELETE /api/schedules/"] = """{"scheduled_type": "delete", "workflow_id": "{workflow_id}"}""",
        ["PUT /api/subscriptions/{subscription_id}/set_in_sync"] = "",
        ["POST /api/subscriptions/{subscription_id}/drift/"] = "",
        ["PUT /api/drift/pauses/"] = """{"product": "lamp", "reason": "Mine."}""",
        ["DELETE /api/drift/pauses/"] = """{"product": "lamp"}""",
        ["PUT /api/drift/policies/{product}"] = """{"heal": "report"}""",
        ["DELETE /api/drift/policies/{product}"] = "",
        ["PUT /api/subscriptions/{subscription_id}/drift/accepted/"] = """{"resource": "r", "path": "p", "reason": "Mine."}""",
        ["DELETE /api/subscriptions/{subscription_id}/drift/accepted/"] = """{"resource": "r", "path": "p"}""",
        ["POST /api/subscriptions/{subscription_id}/reconcile-plan/"] = """{"workflow": "reconcile_lamp", "plan": "{schedule_id}"}""",
        ["DELETE /api/settings/cache/{name}"] = "",
        ["POST /api/settings/search-index/reset"] = "",
        ["PUT /api/settings/status"] = """{"global_lock": true}""",
    };

    /// <summary>What changes nothing, although it is sent with a body.</summary>
    internal static readonly string[] Harmless =
    [
        "POST /api/user/error",
        "POST /api/user/log/{user_name}",
        "POST /api/forms/{form_key}",
        "POST /api/search/subscriptions",
        "POST /api/search/workflows",
        "POST /api/search/products",
        "POST /api/search/processes",
    ];

    private readonly Guard _guard = new();
    private readonly ApiHost _host;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public EveryRouteAsksTests() => _host = new() { Services = services => services.AddSingleton<IWorkflowAuthorizer>(_guard) };

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _ids["{subscription_id}"] = await _host.CreateLampAsync();
        _ids["{name}"] = "all";
        _ids["{product}"] = "lamp";
        _ids["{workflow_key}"] = "validate_nothing";
        _ids["{process_id}"] = (await _host.RunAsync("order_bulb", "awaiting_callback", new { }))["process_id"]!.GetValue<string>();
        _ids["{token}"] = "token";
        using var made = await _host.Http.PostAsync("/api/schedules/", Json(Bodies["POST /api/schedules/"]));
        var schedule = (await _host.GetAsync("/api/schedules/"))
            .AsArray()
            .Single(static schedule => schedule!["workflow_name"]!.GetValue<string>() == "validate_nothing")!;
        _ids["{schedule_id}"] = schedule["schedule_id"]!.GetValue<string>();
        _ids["{workflow_id}"] = schedule["workflow_id"]!.GetValue<string>();
        var lamp = (await _host.GetAsync("/api/products/?tag=LAMP"))[0]!;
        _ids["{product_id}"] = lamp["product_id"]!.GetValue<string>();
        _ids["{product_block_id}"] = lamp["product_blocks"]![0]!["product_block_id"]!.GetValue<string>();
        _ids["{resource_type_id}"] = lamp["product_blocks"]![0]!["resource_types"]![0]!["resource_type_id"]!.GetValue<string>();
        using var described = await _host.Http.PostAsync(
            "/api/subscription_customer_descriptions",
            Json(Fill(Bodies["POST /api/subscription_customer_descriptions/"], _ids))
        );
        var description = $"/api/subscription_customer_descriptions/customer/c/subscription/{_ids["{subscription_id}"]}";
        _ids["{id}"] = (await _host.GetAsync(description))["id"]!.GetValue<string>();
        _host.Principal = new(new ClaimsIdentity([new("sub", "mallory")], "test"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_user_who_may_nothing_is_refused_by_every_route_that_changes_something()
    {
        var routes = Routes();
        Assert.Empty(routes.Except(Bodies.Keys));
        Assert.Empty(Bodies.Keys.Except(routes));
        foreach (var route in routes)
        {
            _guard.Asked.Clear();
            using var answer = await SendAsync(route, _ids);

            // Who retries all tasks is asked about each, and there is none.
            Assert.Equal((route, route.EndsWith("/resume-all", StringComparison.Ordinal) ? 200 : 403), (route, (int)answer.StatusCode));
            Assert.All(_guard.Asked, static request => Assert.Equal("sub:mallory", request.User));
            Assert.Equal((route, !route.EndsWith("/resume-all", StringComparison.Ordinal)), (route, !_guard.Asked.IsEmpty));
        }
    }

    [Fact]
    public async Task He_is_refused_in_the_same_words_where_there_is_no_such_thing()
    {
        foreach (
            var route in Routes()
                .Where(static route =>
                    route.Contains("_id}", StringComparison.Ordinal) || route.Contains("PUT /api/schedules", StringComparison.Ordinal)
                )
        )
        {
            using var real = await SendAsync(route, _ids);
            using var made = await SendAsync(
                route,
                _ids.ToDictionary(
                    static id => id.Key,
                    static id => Guid.TryParse(id.Value, out _) ? Guid.NewGuid().ToString() : id.Value,
                    StringComparer.Ordinal
                )
            );

            Assert.Equal((route, 403), (route, (int)made.StatusCode));
            if (!route.Contains("schedules", StringComparison.Ordinal) && !route.EndsWith("/resume", StringComparison.Ordinal))
            {
                Assert.Equal(
                    (await real.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.GetValue<string>(),
                    (await made.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.GetValue<string>()
                );
            }
        }
    }

    private IReadOnlyList<string> Routes() =>
        [
            .. from endpoint in _host.Provider.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            where method is not ("GET" or "HEAD" or "OPTIONS")
            let route = $"{method} {endpoint.RoutePattern.RawText}"
            where !Harmless.Contains(route)
            select route,
        ];

    private async Task<HttpResponseMessage> SendAsync(string route, Dictionary<string, string> ids)
    {
        var parts = route.Split(' ');
        using var request = new HttpRequestMessage(new(parts[0]), $"{Fill(parts[1], ids)}?reporter=admin")
        {
            Content = Json(Fill(Bodies[route], ids)),
        };
        return await _host.Http.SendAsync(request);
    }

    private static string Fill(string text, Dictionary<string, string> ids) =>
        ids.Aggregate(text, static (filled, id) => filled.Replace(id.Key, id.Value, StringComparison.Ordinal));

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    /// <summary>Refuses who is signed in.</summary>
    private sealed class Guard : IWorkflowAuthorizer
    {
        public ConcurrentQueue<WorkflowAuthorization> Asked { get; } = new();

        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            Asked.Enqueue(request);
            return ValueTask.FromResult(!request.User.EndsWith("mallory", StringComparison.Ordinal));
        }
    }
}
