using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.CrashCampaign;

public sealed class FrozenHostTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-frozen-");
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly HttpClient _nrmHttp = new() { BaseAddress = new($"http://127.0.0.1:{LoopbackPorts.Next()}") };
    private OperatingSystemProcess _nrm = null!;

    public async ValueTask InitializeAsync()
    {
        _nrm = OperatingSystemProcess.Start(
            "NetworkResourceManager",
            "--urls",
            _nrmHttp.BaseAddress!.ToString(),
            "--contentRoot",
            _folder.FullName,
            "--Nrm:Database",
            $"Data Source={Path.Combine(_folder.FullName, "nrm.db")}"
        );
        await _nrm.UntilAnswersAsync(_nrmHttp, "/nrm/journal");
    }

    public async ValueTask DisposeAsync()
    {
        await _nrm.DisposeAsync();
        _nrmHttp.Dispose();
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_host_that_was_frozen_past_its_lease_writes_nothing_more()
    {
        using var firstHttp = new HttpClient { BaseAddress = new($"http://127.0.0.1:{LoopbackPorts.Next()}") };
        await using var first = StartHost(firstHttp);
        await first.UntilAnswersAsync(firstHttp, "/api/health");
        await _nrmHttp.PostAsJsonAsync(
            "/nrm/faults",
            new
            {
                kind = "nodes",
                status = 200,
                times = 1,
                delay_ms = 3_000,
            }
        );
        var process = await StartCreateAsync(firstHttp);
        await UntilAsync(() =>
            _database.Query($"SELECT 1 FROM processes WHERE pid = '{process}' AND last_step = 'Create Process Subscription relation'").Count
            == 1
        );

        // In the step that pushes to the resource manager, which answers while no one listens.
        await FreezeBetweenWritesAsync(first);
        using var secondHttp = new HttpClient { BaseAddress = new($"http://127.0.0.1:{LoopbackPorts.Next()}") };
        await using var second = StartHost(secondHttp);
        await second.UntilAnswersAsync(secondHttp, "/api/health");
        await UntilAsync(() =>
            _database.Query($"SELECT 1 FROM processes WHERE pid = '{process}' AND last_status = 'completed'").Count == 1
        );
        var before = Dump(process);
        await first.ThawAsync();

        // Whichever comes first: the lease that cannot be renewed, or the step that cannot be written.
        await first.UntilPrintedAsync("is not recorded");

        Assert.Equal(before, Dump(process));
        Assert.Equal(before.Count, before.Distinct().Count());
        Assert.Equal(
            "completed",
            (await firstHttp.GetFromJsonAsync<JsonNode>($"/api/processes/{process}"))!["last_status"]!.GetValue<string>()
        );
    }

    /// <summary>
    /// Who is frozen within a transaction keeps its locks, in SQLite that of the whole file, and then no one can continue until it is
    /// killed. That is not what this test is about.
    /// </summary>
    private async Task FreezeBetweenWritesAsync(OperatingSystemProcess host)
    {
        await host.FreezeAsync();
        while (!_database.TakesWrites())
        {
            await host.ThawAsync();
            await host.FreezeAsync();
        }
    }

    private static Task UntilAsync(Func<bool> holds) => EngineHost.UntilAsync(() => Task.FromResult(holds()));

    private static async Task<string> StartCreateAsync(HttpClient http)
    {
        using var question = await http.PostAsJsonAsync("/api/processes/create_gadget", Array.Empty<object>());
        var product = (await question.Content.ReadFromJsonAsync<JsonNode>())!["form"]!["$defs"]!["ProductChoice"]!["enum"]![
            0
        ]!.GetValue<string>();
        using var started = await http.PostAsJsonAsync("/api/processes/create_gadget", new[] { new { product } });
        return (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    private OperatingSystemProcess StartHost(HttpClient http) =>
        OperatingSystemProcess.Start(
            "Orchestrator.CrashCampaign",
            "host",
            "--urls",
            http.BaseAddress!.ToString(),
            "--contentRoot",
            _folder.FullName,
            "--Nrm:BaseUrl",
            _nrmHttp.BaseAddress!.ToString(),
            "--Orchestrator:Provider",
            _database.ProviderName,
            "--Orchestrator:Database",
            _database.ConnectionString,
            "--Orchestrator:LeaseDuration",
            "00:00:02",
            "--Orchestrator:RecoveryInterval",
            "00:00:00.3"
        );

    private IReadOnlyList<string> Dump(string process) =>
        [
            .. _database.Query(
                $"SELECT step_key, status, state, completed_at FROM process_steps WHERE pid = '{process}' ORDER BY completed_at"
            ),
            .. _database.Query($"SELECT last_step, last_status, last_modified_at FROM processes WHERE pid = '{process}'"),
            .. _database.Query("SELECT * FROM subscriptions"),
        ];
}
