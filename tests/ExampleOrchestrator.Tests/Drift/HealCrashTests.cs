using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>A round of a drift policy whose host is killed, on the database that the run is about.</summary>
public sealed class HealCrashTests
{
    private const string Product = "port 10G";

    [Fact]
    public async Task A_round_whose_host_is_killed_in_each_of_its_steps_corrects_each_subscription_once_and_no_other()
    {
        using var database = TestDatabase.New();
        var isSqlite = database is SqliteTestDatabase;
        await using var example = new Example
        {
            // Databases that were filled before are files.
            IsFilled = isSqlite,
            Settings = isSqlite
                ? []
                : ["--Orchestrator:Provider", database.ProviderName, "--Orchestrator:Database", database.ConnectionString],
        };
        await example.InitializeAsync();
        var ports = (await example.FindAsync("PORT")).Take(4).ToArray();
        var right = new Dictionary<Guid, JsonObject>();
        foreach (var port in ports.Skip(1))
        {
            right.Add(port, (await example.Nrm.GetFromJsonAsync<JsonObject>($"/nrm/ports/{port}"))!);
            var spoiled = right[port].DeepClone().AsObject();
            spoiled["description"] = "spoiled";
            (await example.Nrm.PutAsJsonAsync($"/nrm/ports/{port}", spoiled)).EnsureSuccessStatusCode();
        }

        var before = await CountWritesAsync(example, ports);
        (
            await example.Http.PutAsJsonAsync(
                $"/api/drift/policies/{Product}",
                new
                {
                    heal = "heal",
                    canary = 1,
                    wave_size = 1,
                }
            )
        ).EnsureSuccessStatusCode();
        await example.SetFaultAsync("ports", 200, times: 1_000, delayMilliseconds: 1_000);
        await example.FreezeNrmAsync();
        using var started = await example.PostAsync("task_heal_drift", new { product = Product });
        var round = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        // While it checks, while it corrects the first one, and once it has.
        await KillWhenAsync(example, async () => (await ReadAsync(example, $"dry-runs/{round}")).GetProperty("found").GetInt32() > 0);
        await example.ThawNrmAsync();
        await KillWhenAsync(example, async () => (await ReadAsync(example, $"{round}")).GetProperty("running").GetInt32() > 0);
        await KillWhenAsync(example, async () => (await ReadAsync(example, $"{round}")).GetProperty("done").GetInt32() > 0);
        await example.SetFaultAsync("ports", 200, times: 0);
        await example.WaitAsync(round, "completed", "failed");

        var shown = await ReadAsync(example, $"{round}");
        Assert.Equal(
            ("completed", ports.Length - 1, ports.Length - 1),
            (shown.GetProperty("last_status").GetString(), shown.GetProperty("total").GetInt32(), shown.GetProperty("done").GetInt32())
        );
        Assert.Equal(
            [$"{ports.Length - 1}"],
            Query("SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'reconcile_port'")
        );
        Assert.Equal([$"{ports.Length - 1}|1"], Query("SELECT count(*), max(attempts) FROM external_drift WHERE attempts > 0"));
        var after = await CountWritesAsync(example, ports);
        Assert.Equal(before[ports[0]], after[ports[0]]);
        foreach (var (port, expected) in right)
        {
            // The write that the host was killed in may be done when it is asked for again: then nothing differs any longer.
            Assert.InRange(after[port] - before[port], 1, 2);
            Assert.True(JsonNode.DeepEquals(expected, await example.Nrm.GetFromJsonAsync<JsonObject>($"/nrm/ports/{port}")));
        }

        IReadOnlyList<string> Query(string sql) => isSqlite ? SqliteRows.Query(example.Database, sql) : database.Query(sql);
    }

    private static async Task KillWhenAsync(Example example, Func<Task<bool>> holds)
    {
        await EngineHost.UntilAsync(holds);
        await example.KillHostAsync();
        await example.StartHostAsync();
    }

    private static Task<JsonElement> ReadAsync(Example example, string address) =>
        example.Http.GetFromJsonAsync<JsonElement>($"/api/reconcile/{address}");

    private static async Task<Dictionary<Guid, int>> CountWritesAsync(Example example, Guid[] ports)
    {
        var counts = new Dictionary<Guid, int>();
        foreach (var port in ports)
        {
            counts.Add(port, (await example.ReadJournalAsync(port)).Count);
        }

        return counts;
    }
}
