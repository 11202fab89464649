using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests;

/// <summary>With a host of its own, because the pause holds for everybody.</summary>
public sealed class PausedEngineTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_paused_engine_refuses_starts_with_503_until_it_is_released()
    {
        var lamp = await host.CreateLampAsync();
        using var paused = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = true });
        var workers = await host.GetAsync("/api/settings/worker-status");
        using var refused = await host.Http.PostAsJsonAsync("/api/processes/reconcile_lamp", new[] { new { subscription_id = lamp } });
        var problem = await refused.Content.ReadFromJsonAsync<JsonNode>();
        using var released = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = false });
        var process = await host.RunAsync("reconcile_lamp", "completed", new { subscription_id = lamp });

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"global_lock": true, "global_status": "PAUSED", "running_processes": 0}"""), await paused.Content.ReadFromJsonAsync<JsonNode>()));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"executor_type": "threadpool", "number_of_workers_online": 16, "number_of_queued_jobs": 0, "number_of_running_jobs": 0}"""), workers),
            workers.ToJsonString());
        Assert.Equal(503, (int)refused.StatusCode);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"detail": "Engine is locked cannot accept changes on processes at this time", "status": 503, "title": "Service Unavailable"}"""), problem),
            problem!.ToJsonString());
        Assert.Equal("RUNNING", (await released.Content.ReadFromJsonAsync<JsonNode>())!["global_status"]!.GetValue<string>());
        Assert.Equal("reconcile_lamp", process["workflow_name"]!.GetValue<string>());
    }
}
