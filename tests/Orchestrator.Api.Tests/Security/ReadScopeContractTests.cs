using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations.Authorization;
using Orchestrator.Products;

namespace Orchestrator.Api.Tests.Security;

/// <summary>What an application hides from a user is not there for them: mallory sees the customer of the lamps, ann sees all.</summary>
public sealed class ReadScopeContractTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly LocalIssuer _issuer = new();
    private readonly ApiHost _host;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal) { ["{language}"] = "en-GB" };
    private string _bulk = "";
    private string _dryRun = "";
    private string _lamp = "";

    public ReadScopeContractTests() =>
        _host = _issuer.CreateHost(
            static options => options.Metrics = true,
            static services => services.AddSingleton<IReadAuthorizer, LampsForMallory>()
        );

    private string Vault => _ids["{subscription_id}"];

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        Be("ann");
        await _host.CreateLampAsync();
        _ids["{subscription_id}"] = await _host.CreateAsync("create_vault");
        _lamp = await _host.CreateLampAsync();
        var modified = await _host.RunAsync("modify_vault", "completed", new { subscription_id = Vault });
        _ids["{process_id}"] = (string)modified["process_id"]!;
        _ids["{workflow_id}"] = (string)modified["workflow_id"]!;
        using var started = await _host.Http.PostAsJsonAsync("/api/reconcile", new { product = "vault" });
        _bulk = (string)(await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await _host.WaitAsync(_bulk, "completed");
        using var dryRun = await _host.Http.PostAsJsonAsync("/api/reconcile", new { product = "vault", dry_run = true });
        _dryRun = (string)(await dryRun.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await _host.WaitAsync(_dryRun, "completed");
        using var check = await _host.Http.PostAsync($"/api/subscriptions/{Vault}/drift", content: null);
        Assert.Equal(200, (int)check.StatusCode);
        using var paused = await _host.Http.PutAsJsonAsync(
            "/api/drift/pauses",
            new { subscription_id = Vault, reason = VaultWorkflows.Description }
        );
        Assert.Equal(204, (int)paused.StatusCode);
        var vault = (await _host.GetAsync("/api/products/?tag=VAULT"))[0]!;
        _ids["{product_id}"] = (string)vault["product_id"]!;
        _ids["{product_block_id}"] = (string)vault["product_blocks"]![0]!["product_block_id"]!;
        _ids["{resource_type_id}"] = (string)vault["product_blocks"]![0]!["resource_types"]![0]!["resource_type_id"]!;
        _ids["{file}"] = "swagger-ui.css";
        _ids["{customer_id}"] = VaultWorkflows.Customer;
        using var described = await _host.Http.PostAsJsonAsync(
            "/api/subscription_customer_descriptions",
            new
            {
                description = VaultWorkflows.Description,
                customer_id = VaultWorkflows.Customer,
                subscription_id = Vault,
            }
        );
        var found = $"/api/subscription_customer_descriptions/customer/{VaultWorkflows.Customer}/subscription/{Vault}";
        _ids["{id}"] = (string)(await _host.GetAsync(found))["id"]!;
        using var scheduled = await _host.Http.PostAsJsonAsync(
            "/api/schedules/",
            new
            {
                scheduled_type = "create",
                workflow_name = "reconcile_vault",
                trigger = "interval",
                trigger_kwargs = new { hours = 1 },
                user_inputs = new[] { new { subscription_id = Vault } },
            }
        );
        Assert.Equal(201, (int)scheduled.StatusCode);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task No_address_shows_a_user_what_is_hidden_from_him()
    {
        string[] marks = [VaultWorkflows.Description];
        string[] ids = [Vault, _ids["{process_id}"], _bulk, _dryRun, _ids["{id}"]];
        var shown = 0;
        foreach (var route in Reads())
        {
            var path = _ids.Aggregate(route, static (filled, id) => filled.Replace(id.Key, id.Value, StringComparison.Ordinal))
                .Replace("/dry-runs/" + _ids["{process_id}"], "/dry-runs/" + _dryRun, StringComparison.Ordinal)
                .Replace("/reconcile/" + _ids["{process_id}"], "/reconcile/" + _bulk, StringComparison.Ordinal);
            var query = route.EndsWith("/search", StringComparison.Ordinal) ? "?query=" : "";
            Be("ann");
            using var all = await _host.Http.GetAsync(path + query);
            var expected = await all.Content.ReadAsStringAsync();
            Be("mallory");
            using var some = await _host.Http.GetAsync(path + query);
            var body = await some.Content.ReadAsStringAsync();

            Assert.True((int)all.StatusCode < 400, $"{path}: {all.StatusCode} {expected}");
            Assert.All(marks, mark => Assert.DoesNotContain(mark, body, StringComparison.Ordinal));
            if (marks.Concat(ids).Any(expected.Contains))
            {
                shown++;
                var isOfOne = ids.Any(path.Contains);
                Assert.Equal(
                    (
                        path,
                        isOfOne ? 404
                        : IsOfAllCustomers(route) ? 403
                        : 200
                    ),
                    (path, (int)some.StatusCode)
                );
                Assert.All(ids, id => Assert.True(isOfOne || !body.Contains(id, StringComparison.Ordinal), $"{path}: {body}"));
            }
        }

        Assert.InRange(shown, 7, int.MaxValue);
    }

    /// <summary>What cannot be told apart by customer is for those who see all of them.</summary>
    private static bool IsOfAllCustomers(string route) =>
        route.EndsWith("/metrics", StringComparison.Ordinal) || route.EndsWith("/audit", StringComparison.Ordinal);

    [Fact]
    public async Task Structured_searches_find_what_he_sees()
    {
        Be("ann");
        var all = (await FindAsync("subscriptions"), await FindAsync("processes"));
        Be("mallory");
        var seen = (await FindAsync("subscriptions"), await FindAsync("processes"));

        Assert.Contains(Vault, all.Item1, StringComparison.Ordinal);
        Assert.Contains(_ids["{process_id}"], all.Item2, StringComparison.Ordinal);
        Assert.DoesNotContain(Vault, seen.Item1, StringComparison.Ordinal);
        Assert.Contains(_lamp, seen.Item1, StringComparison.Ordinal);
        Assert.Contains("\"total_items\":2", seen.Item1, StringComparison.Ordinal);
        Assert.DoesNotContain(_ids["{process_id}"], seen.Item2, StringComparison.Ordinal);

        async Task<string> FindAsync(string entity)
        {
            using var answer = await _host.Http.PostAsJsonAsync(
                $"/api/search/{entity}",
                new { limit = 100, filters = new { exists = new { field = entity == "processes" ? "process_id" : "subscription_id" } } }
            );
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Ranges_and_totals_are_of_what_he_sees()
    {
        Be("mallory");

        var subscriptions = await PageAsync("/api/subscriptions/search?query=&range=0,1");
        var rest = await PageAsync("/api/subscriptions/search?query=&range=1,2");
        var processes = await PageAsync("/api/processes/?range=0,1");

        Assert.Equal(("subscriptions 0-1/2", _lamp), (subscriptions.Range, (string)subscriptions.Items[0]!["subscription_id"]!));
        Assert.Equal("lamp", (string)rest.Items.Single()!["product"]!["name"]!);
        Assert.Equal(("processes 0-1/2", "create_lamp"), (processes.Range, (string)processes.Items[0]!["workflow_name"]!));
        Assert.Equal(2, (int)(await _host.GetAsync("/api/processes/status-counts"))["process_counts"]!["completed"]!);
    }

    [Fact]
    public async Task What_is_about_no_customer_yet_is_seen_by_who_does_it()
    {
        Be("mallory");
        var mine = (string)(await _host.RunAsync("validate_nothing", "completed", new { }))["process_id"]!;
        Be("bob");

        using var answer = await _host.Http.GetAsync($"/api/processes/{mine}");

        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task He_can_do_nothing_to_it_either()
    {
        Be("mallory");
        var process = _ids["{process_id}"];

        using var started = await _host.Http.PostAsJsonAsync("/api/processes/modify_note", new[] { new { subscription_id = Vault } });
        using var aborted = await _host.Http.PutAsync($"/api/processes/{process}/abort", content: null);
        using var noted = await _host.Http.PatchAsJsonAsync($"/api/processes/{process}", new { note = "Mine." });
        using var paused = await _host.Http.PutAsync($"/api/reconcile/{_bulk}/pause", content: null);
        using var set = await _host.Http.PutAsync($"/api/subscriptions/{Vault}/set_in_sync", content: null);
        using var check = await _host.Http.PostAsync($"/api/subscriptions/{Vault}/drift", content: null);
        using var pause = await _host.Http.PutAsJsonAsync("/api/drift/pauses", new { subscription_id = Vault, reason = "Mine." });

        Assert.Equal(400, (int)started.StatusCode);
        Assert.Contains("Subscription not found", await started.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(
            [404, 404, 404, 404, 404, 404],
            new[] { aborted, noted, paused, set, check, pause }.Select(static answer => (int)answer.StatusCode)
        );
    }

    [Fact]
    public async Task When_he_retries_all_tasks_those_that_he_does_not_see_stay_as_they_are()
    {
        Be("ann");
        var task = (string)(await _host.RunAsync("guard_vault", "suspended", new { }))["process_id"]!;
        using var answered = await _host.Http.PutAsJsonAsync($"/api/processes/{task}/resume", new[] { new { guard = "Fluffy" } });
        await _host.WaitAsync(task, "failed");

        Be("mallory");
        var his = await RetryAllAsync();
        Be("ann");
        var hers = await RetryAllAsync();

        Assert.Equal((0, 1), (his, hers));

        async Task<int> RetryAllAsync()
        {
            using var retried = await _host.Http.PutAsync("/api/processes/resume-all", content: null);
            return (int)(await retried.Content.ReadFromJsonAsync<JsonNode>())!["count"]!;
        }
    }

    [Fact]
    public async Task His_socket_says_nothing_of_it()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("base64.bearer.token");
        socket.Options.AddSubProtocol(_issuer.Issue("mallory"));
        await socket.ConnectAsync(new UriBuilder(_host.Http.BaseAddress!) { Scheme = "ws", Path = "/api/ws/events" }.Uri, deadline.Token);

        var hidden = (string)(await _host.RunAsync("modify_vault", "completed", new { subscription_id = Vault }))["process_id"]!;
        var process = await _host.RunAsync("modify_lamp", "completed", new { subscription_id = _lamp }, new { brightness = 6 });
        var seen = (string)process["process_id"]!;

        var text = new StringBuilder();
        var buffer = new byte[4_096];
        while (!text.ToString().Contains($"\"subscriptions\",\"id\":\"{_lamp}\"", StringComparison.Ordinal))
        {
            var message = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, message.Count));
        }

        Assert.Contains(seen, text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Vault, text.ToString(), StringComparison.Ordinal);
    }

    private IEnumerable<string> Reads() =>
        from endpoint in _host.Provider.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
        select endpoint.RoutePattern.RawText;

    private void Be(string user) =>
        _host.Http.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Issue(user, user == "ann" ? "operator" : null));

    private async Task<(string Range, JsonArray Items)> PageAsync(string path)
    {
        using var answer = await _host.Http.GetAsync(path);
        var items = (await answer.Content.ReadFromJsonAsync<JsonArray>())!;
        return (answer.Content.Headers.ContentRange?.ToString() ?? answer.Content.Headers.GetValues("Content-Range").Single(), items);
    }

    private sealed class LampsForMallory : IReadAuthorizer
    {
        public ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default) =>
            new(user.AuthenticatedName == "ann" ? CustomerScope.All : CustomerScope.Only(["customer"]));
    }
}
