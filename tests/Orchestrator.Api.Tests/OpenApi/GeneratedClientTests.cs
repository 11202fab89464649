using System.Text.Json;
using Orchestrator.Api.Tests.GeneratedClient;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Testing;

namespace Orchestrator.Api.Tests.OpenApi;

/// <summary>A client that is generated from the OpenAPI document when the tests are built, with no line written by hand.</summary>
public sealed class GeneratedClientTests(ApiHost host) : IClassFixture<ApiHost>
{
    private readonly OrchestratorClient _client = new(host.Http);

    [Fact]
    public async Task It_reconciles_a_subscription()
    {
        var lamp = Guid.Parse(await host.CreateLampAsync());

        var found = (await _client.SearchSubscriptionsAsync(query: $"subscription_id:{lamp}")).Single();
        var actions = await _client.GetSubscriptionWorkflowsAsync(lamp);
        var reconcile = Assert.Single(actions.Reconcile);
        var started = await _client.StartProcessAsync(reconcile.Name, [new { subscription_id = lamp, version = found.Version }]);
        Process process = null!;
        await OrchestratorTestHost.UntilAsync(async () =>
        {
            process = await _client.GetProcessAsync(started.Id);
            return process.Last_status is not ("created" or "running");
        });

        Assert.Equal("completed", process.Last_status);
        Assert.Equal(lamp, Assert.Single(process.Subscriptions).Subscription_id);
        Assert.True(found.Insync);
        var model = await _client.GetSubscriptionDomainModelAsync(lamp);
        Assert.Equal(5, ((JsonElement)model.AdditionalProperties["block"]).GetProperty("brightness").GetInt32());
    }

    [Fact]
    public async Task It_knows_each_refusal_by_its_type()
    {
        var page = await Assert.ThrowsAsync<ApiException<FormNotComplete>>(() => _client.StartProcessAsync("create_lamp", []));
        var missing = await Assert.ThrowsAsync<ApiException<Problem>>(() => _client.GetProcessAsync(Guid.NewGuid()));
        var faulty = await Assert.ThrowsAsync<ApiException<RequestErrors>>(() => _client.GetTranslationsAsync("nonsense"));

        Assert.True(page.Result.Meta!.HasNext);
        Assert.Equal(404, missing.Result.Status);
        Assert.Equal("string_pattern_mismatch", Assert.Single(faulty.Result.Detail).Type);
    }
}
