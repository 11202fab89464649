using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Processes;

namespace Orchestrator.Api.Tests.Security;

/// <summary>
/// Every endpoint for no one, for a user without rights and for one with them. The endpoints are those that are mapped: a new one has to be
/// listed here with who may call it.
/// </summary>
public sealed class EndpointMatrixTests : IAsyncLifetime
{
    /// <summary>Who may call an endpoint.</summary>
    private enum For
    {
        /// <summary>Anyone: it tells nothing, or its address is a secret.</summary>
        Anyone,

        /// <summary>Who is signed in.</summary>
        Users,

        /// <summary>Who satisfies the policy of the action.</summary>
        Operators,
    }

    /// <summary>The endpoints, each with who may call it and the body that is sent.</summary>
    private static readonly Dictionary<string, (For Whom, string Body)> Rows = new(StringComparer.Ordinal)
    {
        ["GET /"] = (For.Anyone, ""),
        ["GET /api/openapi.json"] = (For.Anyone, ""),
        ["GET /api/health"] = (For.Anyone, ""),
        ["GET /api/translations/{language}"] = (For.Anyone, ""),
        ["POST /api/processes/{process_id}/callback/{token}"] = (For.Anyone, "{}"),
        ["POST /api/processes/{process_id}/callback/{token}/progress"] = (For.Anyone, "{}"),
        ["GET /api/docs"] = (For.Anyone, ""),
        ["GET /api/docs/{file}"] = (For.Anyone, ""),
        ["GET /api/redoc"] = (For.Anyone, ""),
        ["* /api/ws/events"] = (For.Users, ""),
        ["* /api/processes/all"] = (For.Users, ""),
        ["* /api/settings/ws-status"] = (For.Users, ""),
        ["GET /api/settings/cache-names"] = (For.Users, ""),
        ["GET /api/settings/overview"] = (For.Users, ""),
        ["DELETE /api/settings/cache/{name}"] = (For.Operators, ""),
        ["POST /api/settings/search-index/reset"] = (For.Operators, ""),
        ["POST /api/user/error"] = (For.Users, "{}"),
        ["POST /api/user/log/{user_name}"] = (For.Users, "{}"),
        ["GET /api/metrics"] = (For.Users, ""),
        ["GET /api/processes/"] = (For.Users, ""),
        ["GET /api/processes/status-counts"] = (For.Users, ""),
        ["GET /api/processes/{process_id}"] = (For.Users, ""),
        ["GET /api/reconcile/{process_id}"] = (For.Users, ""),
        ["GET /api/reconcile/dry-runs/{process_id}"] = (For.Users, ""),
        ["GET /api/schedules/"] = (For.Users, ""),
        ["GET /api/settings/status"] = (For.Users, ""),
        ["GET /api/settings/worker-status"] = (For.Users, ""),
        ["GET /api/subscriptions/domain-model/{subscription_id}"] = (For.Users, ""),
        ["GET /api/subscriptions/search"] = (For.Users, ""),
        ["GET /api/subscriptions/workflows/{subscription_id}"] = (For.Users, ""),
        ["GET /api/subscriptions/{subscription_id}/drift/"] = (For.Users, ""),
        ["GET /api/subscriptions/{subscription_id}/drift/history"] = (For.Users, ""),
        ["GET /api/drift/"] = (For.Users, ""),
        ["GET /api/drift/summary"] = (For.Users, ""),
        ["GET /api/drift/groups"] = (For.Users, ""),
        ["GET /api/drift/pauses/"] = (For.Users, ""),
        ["GET /api/drift/policies/"] = (For.Users, ""),
        ["GET /api/workflows/{workflow_id}"] = (For.Users, ""),
        ["GET /api/products/"] = (For.Users, ""),
        ["GET /api/products/{product_id}"] = (For.Users, ""),
        ["GET /api/product_blocks/{product_block_id}"] = (For.Users, ""),
        ["GET /api/resource_types/{resource_type_id}"] = (For.Users, ""),
        ["GET /api/subscription_customer_descriptions/{id}"] = (For.Users, ""),
        ["GET /api/subscription_customer_descriptions/customer/{customer_id}/subscription/{subscription_id}"] = (For.Users, ""),
        ["POST /api/search/subscriptions"] = (For.Users, """{"query": "lamp"}"""),
        ["POST /api/search/workflows"] = (For.Users, """{"query": "lamp"}"""),
        ["POST /api/search/products"] = (For.Users, """{"query": "lamp"}"""),
        ["POST /api/search/processes"] = (For.Users, """{"query": "lamp"}"""),
        ["POST /api/forms/{form_key}"] = (For.Users, "{}"),
        ["GET /api/search/definitions"] = (For.Users, ""),
        ["GET /api/search/paths"] = (For.Users, ""),
        ["GET /api/audit"] = (For.Operators, ""),
        ["PATCH /api/products/{product_id}"] = (For.Operators, """{"description": "Mine."}"""),
        ["PATCH /api/product_blocks/{product_block_id}"] = (For.Operators, """{"description": "Mine."}"""),
        ["PATCH /api/resource_types/{resource_type_id}"] = (For.Operators, """{"description": "Mine."}"""),
        ["POST /api/subscription_customer_descriptions/"] = (
            For.Operators,
            """{"description": "Mine.", "customer_id": "c", "subscription_id": "{subscription_id}"}"""
        ),
        ["PUT /api/subscription_customer_descriptions/"] = (
            For.Operators,
            """{"id": "{id}", "description": "Mine.", "customer_id": "c", "subscription_id": "{subscription_id}"}"""
        ),
        ["DELETE /api/subscription_customer_descriptions/{id}"] = (For.Operators, ""),
        ["POST /api/processes/{workflow_key}"] = (For.Operators, "[{}]"),
        ["PUT /api/processes/{process_id}/resume"] = (For.Operators, "[{}]"),
        ["PUT /api/processes/{process_id}/skip"] = (For.Operators, """{"reason": "Not needed."}"""),
        ["PATCH /api/processes/{process_id}"] = (For.Operators, """{"note": "Mine."}"""),
        ["PUT /api/processes/{process_id}/abort"] = (For.Operators, ""),
        ["DELETE /api/processes/{process_id}"] = (For.Operators, ""),

        // Asked about each task, of which there is none.
        ["PUT /api/processes/resume-all"] = (For.Users, ""),
        ["PATCH /api/workflows/{workflow_id}"] = (For.Operators, """{"description": "Mine."}"""),
        ["POST /api/reconcile/"] = (For.Operators, """{"product": "lamp"}"""),
        ["PUT /api/reconcile/{process_id}/pause"] = (For.Operators, ""),
        ["PUT /api/reconcile/{process_id}/resume"] = (For.Operators, ""),
        ["PUT /api/reconcile/{process_id}/cancel"] = (For.Operators, ""),
        ["POST /api/schedules/"] = (
            For.Operators,
            """{"scheduled_type": "create", "workflow_name": "validate_nothing", "trigger": "interval", "trigger_kwargs": {"hours": 1}}"""
        ),
        ["PUT /api/schedules/"] = (For.Operators, """{"scheduled_type": "update", "schedule_id": "{schedule_id}", "name": "Mine"}"""),
        ["DELETE /api/schedules/"] = (For.Operators, """{"scheduled_type": "delete", "workflow_id": "{workflow_id}"}"""),
        ["PUT /api/subscriptions/{subscription_id}/set_in_sync"] = (For.Operators, ""),
        ["POST /api/subscriptions/{subscription_id}/drift/"] = (For.Operators, ""),
        ["PUT /api/subscriptions/{subscription_id}/drift/accepted/"] = (
            For.Operators,
            """{"resource": "r", "path": "p", "reason": "because"}"""
        ),
        ["DELETE /api/subscriptions/{subscription_id}/drift/accepted/"] = (For.Operators, """{"resource": "r", "path": "p"}"""),
        ["GET /api/subscriptions/{subscription_id}/reconcile-plan/"] = (For.Operators, ""),
        ["POST /api/subscriptions/{subscription_id}/reconcile-plan/"] = (
            For.Operators,
            """{"workflow": "reconcile_lamp", "plan": "{schedule_id}"}"""
        ),
        ["PUT /api/drift/pauses/"] = (For.Operators, """{"product": "lamp", "reason": "Mine."}"""),
        ["DELETE /api/drift/pauses/"] = (For.Operators, """{"product": "lamp"}"""),
        ["PUT /api/drift/policies/{product}"] = (For.Operators, """{"heal": "report"}"""),
        ["DELETE /api/drift/policies/{product}"] = (For.Operators, ""),
        ["PUT /api/settings/status"] = (For.Operators, """{"global_lock": false}"""),
    };

    /// <summary>The endpoints that answer requests, each with the body that is sent.</summary>
    internal static IEnumerable<(string Endpoint, string Body)> Requests =>
        Rows.Where(static row => !row.Key.StartsWith('*')).Select(static row => (row.Key, row.Value.Body));

    private readonly LocalIssuer _issuer = new();
    private readonly ApiHost _host;
    private readonly EndpointCalls _calls;

    public EndpointMatrixTests()
    {
        _host = _issuer.CreateHost(static options =>
        {
            options.Metrics = true;

            // An endpoint without a policy is for callers that have the token of the callback.
            foreach (var action in Enum.GetValues<WorkflowAction>().Where(static action => action != WorkflowAction.CallBack))
            {
                options.Policies[action.ToString()] = VaultWorkflows.Operators;
            }
        });
        _calls = new(_host);
    }

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        SignIn(_issuer.Issue(role: "operator"));
        await _calls.PrepareAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Every_endpoint_has_a_row() =>
        Assert.Equal(
            string.Join('\n', Rows.Keys.Order(StringComparer.Ordinal)),
            string.Join('\n', Endpoints().Order(StringComparer.Ordinal))
        );

    [Fact]
    public async Task No_one_reaches_what_is_not_for_anyone()
    {
        SignIn(token: null);
        foreach (var (endpoint, row) in Rows)
        {
            await AssertAsync(endpoint, row.Whom == For.Anyone ? null : 401);
        }
    }

    [Fact]
    public async Task A_user_without_rights_reads_and_changes_nothing()
    {
        SignIn(_issuer.Issue("mallory"));
        foreach (var (endpoint, row) in Rows)
        {
            await AssertAsync(endpoint, row.Whom == For.Operators ? 403 : null);
        }
    }

    [Fact]
    public async Task A_user_with_rights_is_refused_nothing()
    {
        SignIn(_issuer.Issue(role: "operator"));
        foreach (var endpoint in Rows.Keys)
        {
            await AssertAsync(endpoint, refused: null);
        }
    }

    /// <summary>The mapped endpoints; <c>*</c> stands for a web socket.</summary>
    private IEnumerable<string> Endpoints() =>
        from endpoint in _host.Provider.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]
        select $"{method} {endpoint.RoutePattern.RawText}";

    private void SignIn(string? token) => _host.Http.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);

    /// <summary>
    /// What is let in may still be refused for what it is about: there is no such token, the process does not stand where it would have to.
    /// </summary>
    private async Task AssertAsync(string endpoint, int? refused)
    {
        var status = endpoint.StartsWith('*') ? await ConnectAsync(endpoint) : await StatusAsync(endpoint);
        Assert.True(
            refused is { } expected ? status == expected : status is not (401 or 403 or >= 500),
            $"{endpoint}: {status}, not {refused?.ToString() ?? "let in"}"
        );
    }

    private async Task<int> StatusAsync(string endpoint)
    {
        using var answer = await _calls.SendAsync(endpoint, Rows[endpoint].Body);
        if ((int)answer.StatusCode is 401 or 403)
        {
            Assert.NotNull((string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["detail"]);
        }

        return (int)answer.StatusCode;
    }

    /// <summary>The status of a socket: 101 when it is served, and that of its refusal otherwise.</summary>
    private async Task<int> ConnectAsync(string endpoint)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var socket = new ClientWebSocket();
        if (_host.Http.DefaultRequestHeaders.Authorization is { Parameter: { } token })
        {
            socket.Options.AddSubProtocol("base64.bearer.token");
            socket.Options.AddSubProtocol(token);
        }

        await socket.ConnectAsync(
            new UriBuilder(_host.Http.BaseAddress!) { Scheme = "ws", Path = endpoint.Split(' ')[1] }.Uri,
            deadline.Token
        );

        // A socket that is refused says so and closes, and may be gone before this arrives.
        var buffer = new byte[4_096];
        try
        {
            await socket.SendAsync("__ping__"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        }
        catch (WebSocketException)
        {
            // What it said is read all the same.
        }

        var received = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
        var message = Encoding.UTF8.GetString(buffer, 0, received.Count);
        return message != "__pong__" && JsonNode.Parse(message)!["error"] is { } refusal ? (int)refusal["status_code"]! : 101;
    }
}
