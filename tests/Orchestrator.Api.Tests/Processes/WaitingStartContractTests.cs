using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Testing;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>A start with the header Prefer is answered when the process has stopped.</summary>
public sealed class WaitingStartContractTests : IAsyncLifetime
{
    private readonly BeaconGate _gate = new();
    private readonly ApiHost _host;

    public WaitingStartContractTests() => _host = new() { Services = services => services.AddSingleton(_gate) };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _gate.Dispose();
    }

    [Theory]
    [InlineData("validate_nothing", "completed")]
    [InlineData("lose_sample", "failed")]
    [InlineData("order_bulb", "awaiting_callback")]
    public async Task The_answer_says_what_became_of_the_process(string workflow, string status)
    {
        var answer = await StartAsync(workflow, new { }, "wait=60");

        Assert.Equal(status, (string?)answer["last_status"]);
        Assert.Equal(status, (string?)(await _host.GetAsync($"/api/processes/{answer["id"]}"))["last_status"]);
    }

    [Fact]
    public async Task A_process_that_runs_longer_is_answered_as_running_when_the_time_is_over()
    {
        var beacon = await _host.CreateAsync("create_beacon");

        var answer = await StartAsync("reconcile_beacon", new { subscription_id = beacon }, "wait=1");
        _gate.LetThrough();

        Assert.Contains((string?)answer["last_status"], new[] { "created", "running" });
        await _host.WaitAsync((string)answer["id"]!, "completed");
    }

    [Theory]
    [InlineData("wait=soon")]
    [InlineData("wait=-5")]
    [InlineData("wait=")]
    [InlineData("respond-async")]
    [InlineData(null)]
    public async Task Without_a_preference_that_can_be_read_the_answer_is_the_one_of_orchestrator_core(string? preference)
    {
        var answer = await StartAsync("validate_nothing", new { }, preference);

        Assert.Equal(["id"], answer.AsObject().Select(static member => member.Key));
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_waits_leaves_the_process_running()
    {
        var beacon = await _host.CreateAsync("create_beacon");
        using var leaving = new CancellationTokenSource();
        var start = StartAsync("reconcile_beacon", new { subscription_id = beacon }, "wait=60", leaving.Token);
        await OrchestratorTestHost.UntilAsync(async () => await FindAsync("running") is not null);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        var running = await FindAsync("running");
        _gate.LetThrough();

        Assert.NotNull(running);
        await _host.WaitAsync(running, "completed");
    }

    [Fact]
    public async Task The_product_of_a_new_subscription_is_named_by_its_id_or_its_name()
    {
        var answer = await StartAsync("create_beacon", new { product = "beacon" }, "wait=60");

        Assert.Equal("completed", (string?)answer["last_status"]);
    }

    private async Task<string?> FindAsync(string status) =>
        (string?)
            (await _host.GetAsync($"/api/processes/?filter=lastStatus,{status},workflowName,reconcile_beacon"))
                .AsArray()
                .FirstOrDefault()
                ?["process_id"];

    private async Task<JsonNode> StartAsync(string workflow, object page, string? preference, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/processes/{workflow}")
        {
            Content = JsonContent.Create(new[] { page }),
        };
        if (preference is not null)
        {
            request.Headers.TryAddWithoutValidation("Prefer", preference);
        }

        using var answer = await _host.Http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True((int)answer.StatusCode == 201, text);
        return JsonNode.Parse(text)!;
    }
}
