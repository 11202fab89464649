using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

[Collection<DisturbedExample>]
public sealed class CrashTests(Example example)
{
    [Fact]
    public async Task A_host_killed_in_the_middle_of_a_step_continues_after_its_restart()
    {
        var l2vpn = (await example.FindAsync("L2VPN"))[0];
        var right = await SpoilAsync(l2vpn);
        var before = (await example.ReadJournalAsync(l2vpn)).Count;
        await example.SetFaultAsync("l2vpns", 200, times: 1, delayMilliseconds: 5_000);
        var process = await example.StartAsync("reconcile_l2vpn", l2vpn);
        await Example.UntilAsync(
            async () => (await example.GetProcessAsync(process)).GetProperty("last_step").GetString() == "Lock subscription",
            static () => "The process does not hold the subscription."
        );

        await example.KillHostAsync();
        await example.StartHostAsync();
        var finished = await example.WaitAsync(process, "completed", "failed");

        Assert.Equal("completed", finished.GetProperty("last_status").GetString());
        var steps = finished.GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("name").GetString()).ToArray();
        Assert.Equal(
            [
                "Start",
                "Create Process Subscription relation",
                "Lock subscription",
                "Apply L2VPN in NRM",
                "Unlock subscription",
                "Refresh subscription search index",
                "Refresh process search index",
                "Done",
            ],
            steps
        );

        // The write that the host was killed in may be done when it is asked for again: then nothing differs any longer.
        Assert.InRange((await example.ReadJournalAsync(l2vpn)).Count - before, 1, 2);
        Assert.True(JsonNode.DeepEquals(right, await example.Nrm.GetFromJsonAsync<JsonObject>($"/nrm/l2vpns/{l2vpn}")));
        Assert.Contains((await example.FindAsync("L2VPN")), id => id == l2vpn);
    }

    [Fact]
    public async Task A_resource_manager_that_is_down_fails_the_step_with_its_address_and_a_retry_succeeds_when_it_is_back()
    {
        var l2vpn = (await example.FindAsync("L2VPN"))[0];
        await example.KillNrmAsync();
        var failed = await example.RunAsync("reconcile_l2vpn", l2vpn);

        await example.StartNrmAsync();
        var process = failed.GetProperty("process_id").GetGuid();
        (
            await example.Http.PutAsync(
                $"/api/processes/{process}/resume",
                new StringContent("[]", System.Text.Encoding.UTF8, "application/json")
            )
        ).EnsureSuccessStatusCode();
        var retried = await example.WaitAsync(process, "completed", "failed");

        Assert.Equal("failed", failed.GetProperty("last_status").GetString());
        Assert.Equal("Apply L2VPN in NRM", failed.GetProperty("last_step").GetString());
        Assert.Contains(
            $"The resource manager at {example.Nrm.BaseAddress} does not answer",
            failed.GetProperty("failed_reason").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("completed", retried.GetProperty("last_status").GetString());
    }

    [Fact]
    public async Task Of_twenty_simultaneous_reconciles_the_first_corrects_what_differs_and_never_two_hold_the_subscription()
    {
        var l2vpn = (await example.FindAsync("L2VPN"))[0];
        await SpoilAsync(l2vpn);
        var before = (await example.ReadJournalAsync(l2vpn)).Count;
        await example.SetFaultAsync("l2vpns", 200, times: 100, delayMilliseconds: 20);

        var started = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var response = await example.PostAsync("reconcile_l2vpn", new { subscription_id = l2vpn });
                        var body = System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync());
                        Assert.True((int)response.StatusCode is 201 or 400, body.ToString());
                        return (int)response.StatusCode == 201 ? body.GetProperty("id").GetGuid() : (Guid?)null;
                    })
                )
        );
        var processes = await Task.WhenAll(started.OfType<Guid>().Select(id => example.WaitAsync(id, "completed", "failed")));

        var completed = processes.Where(static process => process.GetProperty("last_status").GetString() == "completed").ToArray();
        Assert.NotEmpty(completed);
        Assert.All(
            processes.Except(completed),
            static process =>
            {
                Assert.Equal("Lock subscription", process.GetProperty("last_step").GetString());
                Assert.Contains("already out of sync", process.GetProperty("failed_reason").GetString(), StringComparison.Ordinal);
            }
        );
        Assert.Equal(before + 1, (await example.ReadJournalAsync(l2vpn)).Count);
        var held = completed
            .Select(static process => (From: Time(process, "Lock subscription"), To: Time(process, "Unlock subscription")))
            .OrderBy(static span => span.From)
            .ToArray();
        Assert.All(
            held.Zip(held.Skip(1)),
            static pair => Assert.True(pair.First.To <= pair.Second.From, "Two processes held the subscription at once.")
        );
        Assert.Contains(
            "insync=1",
            example
                .DumpSubscriptions()
                .Rows.Single(row => row.StartsWith($"subscriptions: subscription_id={l2vpn}", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );

        static decimal Time(System.Text.Json.JsonElement process, string step) =>
            process
                .GetProperty("steps")
                .EnumerateArray()
                .Single(item => item.GetProperty("name").GetString() == step)
                .GetProperty("completed")
                .GetDecimal();
    }

    /// <summary>Changes an object in the resource manager, and gives it as it was.</summary>
    private async Task<JsonObject?> SpoilAsync(Guid l2vpn)
    {
        var right = await example.Nrm.GetFromJsonAsync<JsonObject>($"/nrm/l2vpns/{l2vpn}");
        var spoiled = right!.DeepClone().AsObject();
        spoiled["speed"] = 1;
        (await example.Nrm.PutAsJsonAsync($"/nrm/l2vpns/{l2vpn}", spoiled)).EnsureSuccessStatusCode();
        return right;
    }
}
