using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>With a host of its own, because the pause holds for everyone.</summary>
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

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""{"global_lock": true, "global_status": "PAUSED", "running_processes": 0}"""),
                await paused.Content.ReadFromJsonAsync<JsonNode>()
            )
        );
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """{"executor_type": "threadpool", "number_of_workers_online": 16, "number_of_queued_jobs": 0, "number_of_running_jobs": 0}"""
                ),
                workers
            ),
            workers.ToJsonString()
        );
        Assert.Equal(503, (int)refused.StatusCode);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """{"detail": "Engine is locked cannot accept changes on processes at this time", "status": 503, "title": "Service Unavailable"}"""
                ),
                problem
            ),
            problem!.ToJsonString()
        );
        Assert.Equal("RUNNING", (await released.Content.ReadFromJsonAsync<JsonNode>())!["global_status"]!.GetValue<string>());
        Assert.Equal("reconcile_lamp", process["workflow_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task While_it_is_paused_nothing_continues_and_what_ends_or_frees_something_works()
    {
        var lamp = await host.CreateLampAsync();
        var failed = Id(await host.RunAsync("modify_lamp", "failed", new { subscription_id = lamp }, new { brightness = 13 }));
        var waiting = await host.RunAsync("order_bulb", "awaiting_callback", new { });
        var callback = waiting["current_state"]!["callback_route"]!.GetValue<string>();
        using var paused = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = true });

        using var resumed = await host.Http.PutAsJsonAsync($"/api/processes/{failed}/resume", Array.Empty<object>());
        using var resumedAll = await host.Http.PutAsync("/api/processes/resume-all", null);
        using var calledBack = await host.Http.PostAsJsonAsync(callback, new { bulb = "E27" });
        using var progress = await host.Http.PostAsJsonAsync($"{callback}/progress", new { done = 1 });
        var untouched = await host.GetAsync($"/api/processes/{Id(waiting)}");
        using var aborted = await host.Http.PutAsync($"/api/processes/{failed}/abort", null);
        using var deleted = await host.Http.DeleteAsync($"/api/processes/{Id(waiting)}");
        using var freed = await host.Http.PutAsync($"/api/subscriptions/{lamp}/set_in_sync", null);
        var actions = await host.GetAsync($"/api/subscriptions/workflows/{lamp}");
        using var released = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = false });

        Assert.Equal(
            [503, 503, 503, 503],
            new[] { resumed, resumedAll, calledBack, progress }.Select(static response => (int)response.StatusCode)
        );
        Assert.Equal("awaiting_callback", untouched["last_status"]!.GetValue<string>());
        Assert.Equal([204, 204, 200], new[] { aborted, deleted, freed }.Select(static response => (int)response.StatusCode));
        Assert.Equal("aborted", (await host.GetAsync($"/api/processes/{failed}"))["last_status"]!.GetValue<string>());
        Assert.Null(actions["reason"]);

        static string Id(JsonNode process) => process["process_id"]!.GetValue<string>();
    }
}
