using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.Api.Tests.Security;

/// <summary>The routes that change something pass the caller to the authorizer, and answer 403 to whom it refuses.</summary>
public sealed class AuthorizationContractTests : IAsyncLifetime
{
    private readonly ApiHost _host = new() { Services = static services => services.AddSingleton<IWorkflowAuthorizer, AllButBob>() };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("PATCH", "/api/processes/{process}", """{"note": "Mine."}""", "User is not authorized to annotate process")]
    [InlineData("POST", "/api/processes/{process}/callback/{token}", """{"bulb": "E27"}""", "User is not authorized to call back process")]
    [InlineData(
        "POST",
        "/api/processes/{process}/callback/{token}/progress",
        """{"done": 1}""",
        "User is not authorized to call back process"
    )]
    [InlineData("PUT", "/api/processes/{process}/abort", "", "User is not authorized to abort process")]
    [InlineData("PUT", "/api/subscriptions/{lamp}/set_in_sync", "", "User is not authorized to set subscription in sync")]
    [InlineData("PUT", "/api/settings/status", """{"global_lock": true}""", "User is not authorized to pause or release the engine")]
    [InlineData("PUT", "/api/reconcile/{bulk}/pause", "", "User is not authorized to pause or continue bulk reconcile")]
    [InlineData("PUT", "/api/reconcile/{bulk}/resume", "", "User is not authorized to pause or continue bulk reconcile")]
    [InlineData("PUT", "/api/reconcile/{bulk}/cancel", "", "User is not authorized to abort process")]
    public async Task Who_is_refused_gets_403_with_what_he_may_not(string method, string path, string body, string detail)
    {
        var lamp = await _host.CreateLampAsync();
        var waiting = await _host.RunAsync("order_bulb", "awaiting_callback", new { });
        using var started = await _host.Http.PostAsJsonAsync("/api/reconcile", new { product = "lamp" });
        var bulk = (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        if (path.Contains("{lamp}", StringComparison.Ordinal))
        {
            // Until it is through, the bulk reconcile itself may hold the lamp.
            await _host.WaitAsync(bulk, "completed");
        }

        var address = path.Replace("{process}", waiting["process_id"]!.GetValue<string>(), StringComparison.Ordinal)
            .Replace("{token}", waiting["current_state"]!["callback_route"]!.GetValue<string>().Split('/')[^1], StringComparison.Ordinal)
            .Replace("{lamp}", lamp, StringComparison.Ordinal)
            .Replace("{bulk}", bulk, StringComparison.Ordinal);
        using var refused = await SendAsync(method, $"{address}?reporter=bob", body);
        using var allowed = await SendAsync(method, $"{address}?reporter=ann", body);

        Assert.Equal(
            (403, detail),
            ((int)refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.GetValue<string>())
        );
        Assert.True(allowed.IsSuccessStatusCode, $"{allowed.StatusCode}");
    }

    [Theory]
    [InlineData("bob", "ann", 403)]
    [InlineData("ann", "bob", 201)]
    public async Task Who_is_signed_in_may_the_same_whatever_reporter_he_names(string signedIn, string reporter, int expected)
    {
        await using var host = new ApiHost
        {
            SignedIn = signedIn,
            Services = static services => services.AddSingleton<IWorkflowAuthorizer, AllButBob>(),
        };
        await host.InitializeAsync();

        using var answer = await host.Http.PostAsJsonAsync($"/api/processes/validate_nothing?reporter={reporter}", new[] { new { } });

        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_bulk_reconcile_is_recorded_under_the_reporter_and_starts_what_who_is_signed_in_may_start()
    {
        await using var host = new ApiHost
        {
            SignedIn = "ann",
            Services = static services => services.AddSingleton<IWorkflowAuthorizer, AllButBob>(),
        };
        await host.InitializeAsync();
        await host.CreateLampAsync();

        using var started = await host.Http.PostAsJsonAsync("/api/reconcile?reporter=bob", new { product = "lamp" });

        var id = (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        Assert.Equal("bob", (await host.WaitAsync(id, "completed"))["created_by"]!.GetValue<string>());
        Assert.Equal(1, (await host.GetAsync($"/api/reconcile/{id}"))["done"]!.GetValue<int>());
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string address, string body)
    {
        using var request = new HttpRequestMessage(new(method), address)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        return await _host.Http.SendAsync(request);
    }

    private sealed class AllButBob : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            new(request.User != "bob");
    }
}
