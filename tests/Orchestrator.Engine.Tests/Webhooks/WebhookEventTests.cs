using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Webhooks;

/// <summary>Which events a receiver gets of drift and of bulk reconciles, and what they contain.</summary>
public sealed class WebhookEventTests : IAsyncLifetime
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(static number => (byte)number)];

    private readonly GadgetSystem _system = new();
    private WebhookReceiver _receiver = null!;
    private EngineHost _host = null!;

    private IDriftChecks Checks => _host.Services.GetRequiredService<IDriftChecks>();

    private IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    public async ValueTask InitializeAsync()
    {
        _receiver = new(Key);
        _host = await EngineHost.StartAsync(
            configure: options =>
                options.Webhooks["noc"] = new()
                {
                    Url = $"http://127.0.0.1:{_receiver.Port}",
                    Secret = $"whsec_{Convert.ToBase64String(Key)}",
                    Events = { "drift.appeared", "brake.pulled", "heal.paused" },
                },
            services: services => services.AddSingleton(_system)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _receiver.Dispose();
    }

    [Fact]
    public async Task Drift_that_appears_is_told_once_without_the_values_that_differ()
    {
        var subscription = await CreateGadgetAsync();
        _system.Objects["g1"] = new(Size: 4711, "0ther", Revision: 1);

        await Checks.CheckAsync(subscription, "ann");
        await Checks.CheckAsync(subscription, "ann");
        var body = await ReceiveAsync();

        Assert.Equal("drift.appeared", body.GetProperty("type").GetString());
        EngineHost.AssertJson(
            $$"""
            {
              "subscription_id": "{{subscription}}", "product": "gadget", "description": "gadget", "locked_by": null, "process_id": null,
              "resources": [{ "name": "gadget in the workshop", "system": "workshop", "difference_count": 2 }]
            }
            """,
            body.GetProperty("data")
        );
        Assert.DoesNotContain("4711", body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("0ther", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_that_a_process_finds_is_told_with_the_process()
    {
        var subscription = await CreateGadgetAsync();
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);

        var process = await _host.StartAsync("validate_gadget", subscription);
        await _host.WaitAsync(process, ProcessStatus.InconsistentData);

        Assert.Equal(process, (await ReceiveAsync()).GetProperty("data").GetProperty("process_id").GetGuid());
    }

    [Fact]
    public async Task A_brake_that_is_pulled_is_told_with_its_reason_and_a_pause_by_hand_is_not()
    {
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("down"));

        var id = await Bulk.StartAsync("product_name:thing", concurrency: 1, "ann", brakes: new() { Canary = 1 });
        await EngineHost.UntilAsync(async () => (await Bulk.GetAsync(id)).Paused);
        await Bulk.SetPausedAsync(id, paused: true, "ann", "By hand.");
        var body = await ReceiveAsync();

        Assert.Equal("brake.pulled", body.GetProperty("type").GetString());
        EngineHost.AssertJson(
            $$"""
            {
              "process_id": "{{id}}", "query": "product_name:thing", "brake": "canary",
              "reason": "Of the 1 reconcile that went first, 0 completed, 1 failed and 0 wait for a person."
            }
            """,
            body.GetProperty("data")
        );
    }

    [Fact]
    public async Task A_product_that_a_round_has_paused_is_told_with_the_reason()
    {
        GadgetRows.Create(_host, _system, 6);
        _system.Objects.Clear();
        await _host.Services.GetRequiredService<IDriftPolicies>().SetAsync("gadget", new() { Heal = DriftHealing.Heal }, "ann");

        var round = await _host.Processes.StartAsync("task_heal_drift", [EngineHost.Page(new { product = "gadget" })], "ann");
        await _host.WaitAsync(round, ProcessStatus.Completed);
        JsonElement[] told = [];
        await EngineHost.UntilAsync(() =>
        {
            told =
            [
                .. _receiver
                    .All.Select(static sent => sent.Body)
                    .Where(static body => body.GetProperty("type").GetString() == "heal.paused"),
            ];
            return Task.FromResult(told.Length > 0);
        });

        EngineHost.AssertJson(
            $$"""
            {
              "product": "gadget", "process_id": "{{round}}", "drifted": 6,
              "reason": "6 of 6 compared subscriptions have drifted, more than 10 percent, so nothing was corrected. Check whether the external system has lost its data."
            }
            """,
            Assert.Single(told).GetProperty("data")
        );
    }

    /// <summary>The one event that was sent, once none is left to be sent.</summary>
    private async Task<JsonElement> ReceiveAsync()
    {
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_receiver.All.Count > 0 && _host.Database.Query("SELECT count(*) FROM webhook_deliveries") is ["0"])
        );
        var received = Assert.Single(_receiver.All);
        Assert.True(received.IsSigned);
        return received.Body;
    }

    private async Task<Guid> CreateGadgetAsync()
    {
        var created = await _host.WaitAsync(
            await _host.Processes.StartAsync(
                "create_gadget",
                [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })],
                "test"
            ),
            ProcessStatus.Completed
        );
        return created.SubscriptionIds.Single();
    }
}
