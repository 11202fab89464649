using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The disk under the core database fills up while the host runs.</summary>
[Collection<DisturbedExample>]
public sealed class FullDiskTests(Example example)
{
    [Fact]
    public async Task A_full_disk_refuses_starts_by_name_and_running_processes_continue_once_there_is_room()
    {
        var l2vpns = await example.FindAsync("L2VPN");
        var before = await CountUnfinishedAsync();
        await example.SetFaultAsync("l2vpns", 200, times: 1, delayMilliseconds: 500);
        var inFlight = await example.StartAsync("reconcile_l2vpn", l2vpns[0]);
        await example.FillDiskAsync(full: true);
        using var refused = await example.PostAsync("reconcile_l2vpn", new { subscription_id = l2vpns[1] });
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        await example.UntilPrintedAsync($"{inFlight} was interrupted");
        var meanwhile = await example.GetProcessAsync(inFlight);

        await example.FillDiskAsync(full: false);
        var finished = await example.WaitAsync(inFlight, "completed", "failed");
        var next = await example.RunAsync("reconcile_l2vpn", l2vpns[1]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.StartsWith("The core database ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("disk", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("completed", meanwhile.GetProperty("last_status").GetString());
        Assert.Equal("completed", finished.GetProperty("last_status").GetString());
        Assert.Equal("completed", next.GetProperty("last_status").GetString());
        Assert.Equal(before, await CountUnfinishedAsync());
        var names = finished.GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("name").GetString()).ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    /// <summary>How many processes are not completed.</summary>
    private async Task<int> CountUnfinishedAsync() =>
        (await example.Http.GetFromJsonAsync<JsonElement>("/api/processes/status-counts"))
            .GetProperty("process_counts")
            .EnumerateObject()
            .Where(static count => count.Name != "completed")
            .Sum(static count => count.Value.GetInt32());
}
