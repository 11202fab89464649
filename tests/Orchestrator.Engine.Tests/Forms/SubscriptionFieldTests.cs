using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Forms;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Forms;

/// <summary>Fields of forms that ask for a subscription of a product.</summary>
public sealed class SubscriptionFieldTests : IAsyncLifetime
{
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private Guid _kettle;
    private Guid _gadget;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton(_system));
        _kettle = await CreateAsync("kettle");
        _gadget = await CreateAsync("gadget", new { size = 3, secret = "" });
        _host.Database.Query($"UPDATE subscriptions SET description = 'The gadget' WHERE subscription_id = '{_gadget}'");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_page_offers_the_subscriptions_of_the_product_by_description()
    {
        await CreateAsync("kit");
        await TerminateAsync(await CreateAsync("gadget", new { size = 3, secret = "" }), ProcessStatus.Completed);

        var schema = await AskAsync();

        Assert.Equal(
            $$"""{"enum":["{{_gadget}}"],"options":{"{{_gadget}}":"The gadget"},"title":"GadgetChoice","type":"string"}""",
            Sorted(schema["$defs"]!["GadgetChoice"]!)
        );
        Assert.Equal(
            """{"$ref":"#/$defs/GadgetChoice","extraProperties":{"statuses":["active"]},"format":"subscriptionId","title":"Socket","""
                + """ "uniforms":{"statuses":["active"]}}""".TrimStart(),
            Sorted(schema["properties"]!["socket"]!)
        );
        Assert.Equal("subscriptionId", (string?)schema["properties"]!["spare"]!["format"]);
        Assert.Equal("null", (string?)schema["properties"]!["spare"]!["anyOf"]![1]!["type"]);
    }

    [Fact]
    public async Task An_answer_with_subscriptions_that_can_be_used_is_taken()
    {
        var process = await StartAsync(new { socket = _gadget, others = new[] { new { sockets = new[] { _gadget } } } });

        var done = await _host.WaitAsync(process, ProcessStatus.Completed);
        Assert.Equal(_gadget, done.CurrentState["socket"].GetGuid());
    }

    [Fact]
    public async Task An_answer_with_one_that_cannot_be_used_is_refused_at_its_place_with_the_reason()
    {
        var terminated = await CreateAsync("gadget", new { size = 3, secret = "" });
        await TerminateAsync(terminated, ProcessStatus.Completed);
        var leaving = await CreateAsync("gadget", new { size = 3, secret = "" });
        _system.Call = static _ => throw new IOException("no answer");
        var process = await TerminateAsync(leaving, ProcessStatus.Failed);
        var unknown = Guid.NewGuid();

        var refused = await Assert.ThrowsAsync<FormInvalidException>(() =>
            StartAsync(
                new
                {
                    socket = unknown,
                    spare = _kettle,
                    others = new[] { new { sockets = new[] { _gadget, terminated } }, new { sockets = new[] { leaving } } },
                }
            )
        );

        Assert.Equal(
            [
                "socket: Subscription not found",
                "spare: The subscription is of product 'kettle'. Choose one of product gadget",
                "others.0.sockets.1: The subscription is terminated. Choose one that is active or provisioning",
                $"others.1.sockets.0: Process {process} is terminating the subscription. Choose another one",
            ],
            refused.Errors.Select(static error => $"{string.Join('.', error.Location)}: {error.Message}")
        );
        Assert.All(refused.Errors, static error => Assert.Equal("value_error", error.Type));
        Assert.All(refused.Errors, static error => Assert.Equal(error.Message, error.Context!["error"]));
        Assert.Equal($"\"{unknown}\"", refused.Errors[0].Input!.Value.GetRawText());
    }

    private async Task<JsonObject> AskAsync() =>
        (
            await Assert.ThrowsAsync<FormNotCompleteException>(() =>
                _host.Processes.StartAsync("plug_kettle", [EngineHost.Page(new { subscription_id = _kettle })], "test")
            )
        ).Schema;

    private Task<Guid> StartAsync(object page) => _host.StartAsync("plug_kettle", _kettle, page);

    private async Task<Guid> TerminateAsync(Guid gadget, ProcessStatus until) =>
        (await _host.WaitAsync(await _host.StartAsync("terminate_gadget", gadget), until)).ProcessId;

    private async Task<Guid> CreateAsync(string product, params object[] pages) =>
        (
            await _host.WaitAsync(
                await _host.Processes.StartAsync(
                    $"create_{product}",
                    [EngineHost.Page(new { product = _host.ProductId(product) }), .. pages.Select(EngineHost.Page)],
                    "test"
                ),
                ProcessStatus.Completed
            )
        ).SubscriptionIds.Single();

    private static string Sorted(JsonNode node) =>
        new JsonObject(
            ((JsonObject)node)
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .Select(static pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
        ).ToJsonString();
}
