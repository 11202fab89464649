using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests;

/// <summary>
/// What an endpoint reads takes the same number of statements for few rows and for many. The endpoints are those that are mapped, so a new
/// one is counted as well.
/// </summary>
public sealed class EndpointStatementTests : IAsyncLifetime
{
    /// <summary>Endpoints that read nothing from the core database.</summary>
    private static readonly string[] WithoutStatements =
    [
        "GET /",
        "GET /api/docs",
        "GET /api/docs/{file}",
        "GET /api/openapi.json",
        "GET /api/redoc",
        "GET /api/search/definitions",
        "GET /api/search/paths",
        "GET /api/settings/cache-names",
        "GET /api/settings/overview",
    ];

    private readonly ApiDatabase _database = ApiDatabase.Create();
    private readonly StatementLog _statements;
    private readonly ApiHost _host;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal)
    {
        ["{language}"] = "en-GB",
        ["{file}"] = "index.html",
        ["{customer_id}"] = "c",
    };

    public EndpointStatementTests()
    {
        _statements = _database.LogStatements();
        _host = new()
        {
            Database = _database,
            Configure = static options =>
            {
                options.Metrics = true;

                // What the host looks for by itself is counted as well, on a slow machine at each request.
                (options.RecoveryInterval, options.LeaseDuration) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1));
            },
            Services = _statements.Attach,
        };
    }

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Their_number_does_not_grow_with_the_rows()
    {
        await FillAsync(1);
        var few = await CountAsync();
        await FillAsync(6);
        var many = await CountAsync();

        Assert.Equal(string.Join('\n', few), string.Join('\n', many));
        Assert.Equal(
            string.Join('\n', WithoutStatements.Select(static endpoint => $"{endpoint}: 0")),
            string.Join('\n', few.Where(static count => count.EndsWith(": 0", StringComparison.Ordinal)))
        );
    }

    /// <summary>Makes subscriptions with a description of a customer each, schedules, and a bulk reconcile of all subscriptions.</summary>
    private async Task FillAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var lamp = _ids["{subscription_id}"] = await _host.CreateLampAsync();
            await SendAsync(
                "/api/schedules/",
                new
                {
                    scheduled_type = "create",
                    workflow_name = "validate_nothing",
                    trigger = "interval",
                    trigger_kwargs = new { days = 300 },
                }
            );
            await SendAsync(
                "/api/subscription_customer_descriptions/",
                new
                {
                    description = "Mine.",
                    customer_id = "c",
                    subscription_id = lamp,
                }
            );
        }

        var bulk = _ids["{process_id}"] = (string)JsonNode.Parse(await SendAsync("/api/reconcile/", new { product = "lamp" }))!["id"]!;
        await _host.WaitAsync(bulk, "completed");
        var body = new { product = "lamp", dry_run = true };
        _ids["{dry_run_id}"] = (string)JsonNode.Parse(await SendAsync("/api/reconcile/", body))!["id"]!;
        await _host.WaitAsync(_ids["{dry_run_id}"], "completed");
        _ids["{workflow_id}"] = (string)(await _host.GetAsync("/api/schedules/"))[0]!["workflow_id"]!;
        var product = (await _host.GetAsync("/api/products/?tag=LAMP"))[0]!;
        var block = product["product_blocks"]![0]!;
        _ids["{product_id}"] = (string)product["product_id"]!;
        _ids["{product_block_id}"] = (string)block["product_block_id"]!;
        _ids["{resource_type_id}"] = (string)block["resource_types"]![0]!["resource_type_id"]!;
        _ids["{id}"] = (string)
            (await _host.GetAsync($"/api/subscription_customer_descriptions/customer/c/subscription/{_ids["{subscription_id}"]}"))["id"]!;
    }

    private async Task<string> SendAsync(string path, object body)
    {
        using var answer = await _host.Http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<IReadOnlyList<string>> CountAsync()
    {
        var counts = new List<string>();
        foreach (var endpoint in Endpoints().Order(StringComparer.Ordinal))
        {
            counts.Add($"{endpoint}: {await CountAsync(endpoint)}");
        }

        return counts;
    }

    /// <summary>The least of five, because what the host does on its own can only add to it.</summary>
    private async Task<int> CountAsync(string endpoint)
    {
        var least = int.MaxValue;
        for (var look = 0; look < 5; look++)
        {
            using var request = Request(endpoint);
            _statements.Clear();
            using var answer = await _host.Http.SendAsync(request);
            least = Math.Min(least, _statements.Statements.Count);
            Assert.True(answer.IsSuccessStatusCode, $"{endpoint}: {answer.StatusCode}");
        }

        return least;
    }

    private HttpRequestMessage Request(string endpoint)
    {
        var named = endpoint.Replace("/dry-runs/{process_id}", "/dry-runs/{dry_run_id}", StringComparison.Ordinal);
        var path = _ids.Aggregate(
            named[(named.IndexOf(' ') + 1)..],
            static (path, id) => path.Replace(id.Key, id.Value, StringComparison.Ordinal)
        );
        return endpoint.StartsWith("POST", StringComparison.Ordinal)
            ? new(HttpMethod.Post, path) { Content = JsonContent.Create(new { query = "lamp" }) }
            : new(HttpMethod.Get, path.EndsWith("/search", StringComparison.Ordinal) ? $"{path}?query=lamp" : path);
    }

    /// <summary>Whatever is read: the searches are requests with a body.</summary>
    private IEnumerable<string> Endpoints() =>
        from endpoint in _host.Provider.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = endpoint.RoutePattern.RawText
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method == "GET" || (method == "POST" && path.StartsWith("/api/search/", StringComparison.Ordinal))
        where !path.EndsWith("/reset", StringComparison.Ordinal)
        select $"{method} {path}";
}
