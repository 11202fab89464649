using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>What is taken into the state of a process can be shown; what is too much is refused where it comes in.</summary>
public sealed class StateBoundsTests
{
    private const int MaxStateSize = 65_536;

    [Fact]
    public async Task A_step_that_leaves_too_much_fails_and_names_itself_the_size_and_the_setting()
    {
        using var gate = new BeaconGate();
        using var database = ApiDatabase.Create();
        await using var host = await StartAsync(database, gate);

        var large = await host.RunAsync("take_sample", "failed", new { size = MaxStateSize, depth = 1 });
        var deep = await host.RunAsync("take_sample", "failed", new { size = 1, depth = 57 });
        var deepest = await host.RunAsync("take_sample", "suspended", new { size = 1, depth = 56 });
        var largest = await host.RunAsync("take_sample", "suspended", new { size = MaxStateSize - 1_000, depth = 1 });

        Assert.Matches(
            $"^Step 'Measure' leaves a state that has 6\\d{{4}} bytes, of which 'dump' has {MaxStateSize + 2}; the setting "
                + $"MaxStateSize allows {MaxStateSize}\\.",
            Text(large, "failed_reason")
        );
        Assert.StartsWith(
            "Step 'Measure' leaves a state that is too deep: 'tree' has more than 56 levels.",
            Text(deep, "failed_reason"),
            StringComparison.Ordinal
        );
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(SampleWorkflows.Nested(56)), deepest["current_state"]!["tree"]));
        Assert.Equal(MaxStateSize - 1_000, Text(largest["current_state"]!, "dump").Length);
    }

    [Fact]
    public async Task Input_that_would_make_the_state_too_large_is_refused_and_changes_nothing()
    {
        using var gate = new BeaconGate();
        using var database = ApiDatabase.Create();
        await using var host = await StartAsync(database, gate);
        var much = new string('x', MaxStateSize);
        var suspended = await host.RunAsync("take_sample", "suspended", new { size = 1, depth = 1 });
        var awaiting = await host.RunAsync("ship_sample", "awaiting_callback", new { });
        var route = Text(awaiting["current_state"]!, "callback_route");
        var before = (await host.GetAsync("/api/processes/")).AsArray().Count;

        using var start = await host.Http.PostAsJsonAsync("/api/processes/take_sample", new[] { new { remark = much } });
        using var answer = await host.Http.PutAsJsonAsync(
            $"/api/processes/{suspended["process_id"]}/resume",
            new[] { new { remark = much } }
        );
        using var result = await host.Http.PostAsJsonAsync(route, new { much });
        using var progress = await host.Http.PostAsJsonAsync($"{route}/progress", much);
        using var deep = await host.Http.PostAsync(route, new StringContent(SampleWorkflows.Nested(49), Encoding.UTF8, "application/json"));
        using var body = await host.Http.PostAsJsonAsync(route, new { much = new string('x', 2_000_000) });

        foreach (
            var (refused, what) in new[]
            {
                (start, "these answers"),
                (answer, "these answers"),
                (result, "this result"),
                (progress, "this progress"),
            }
        )
        {
            var detail = Text((await refused.Content.ReadFromJsonAsync<JsonNode>())!, "detail");
            Assert.Equal(400, (int)refused.StatusCode);
            Assert.StartsWith($"With {what} the process would have a state that has ", detail, StringComparison.Ordinal);
            Assert.Contains("MaxStateSize", detail, StringComparison.Ordinal);
        }

        Assert.Equal((422, 413), ((int)deep.StatusCode, (int)body.StatusCode));
        Assert.Equal(before, (await host.GetAsync("/api/processes/")).AsArray().Count);
        Assert.Equal("suspended", Text(await host.GetAsync($"/api/processes/{suspended["process_id"]}"), "last_status"));
        Assert.Equal("awaiting_callback", Text(await host.GetAsync($"/api/processes/{awaiting["process_id"]}"), "last_status"));
        using var taken = await host.Http.PostAsJsonAsync(route, new { bulb = "E27" });
        await host.WaitAsync(Text(awaiting, "process_id"), "completed");
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static async Task<ApiHost> StartAsync(ApiDatabase database, BeaconGate gate)
    {
        var host = new ApiHost
        {
            Database = database,
            Configure = static options => options.MaxStateSize = MaxStateSize,
            Services = services => services.AddSingleton(gate),
        };
        await host.InitializeAsync();
        return host;
    }
}
