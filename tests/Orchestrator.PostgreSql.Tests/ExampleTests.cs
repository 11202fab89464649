using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>The example, which runs on SQLite by default, with nothing changed but its settings.</summary>
public sealed class ExampleTests : IDisposable
{
    private const string L2vpns =
        "SELECT s.subscription_id FROM subscriptions s JOIN products p ON p.product_id = s.product_id WHERE p.tag = 'L2VPN'";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-example-");
    private readonly PostgreSqlTestDatabase _database = new(migrated: false);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_example_runs_on_PostgreSQL_when_the_settings_say_so()
    {
        using var nrm = new HttpClient { BaseAddress = new($"http://127.0.0.1:{LoopbackPorts.Next()}") };
        await using var manager = OperatingSystemProcess.Start(
            "NetworkResourceManager",
            "--urls",
            nrm.BaseAddress.ToString(),
            "--contentRoot",
            _folder.FullName,
            "--Nrm:Database",
            $"Data Source={Path.Combine(_folder.FullName, "nrm.db")}"
        );
        await manager.UntilAnswersAsync(nrm, "/nrm/journal");
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{LoopbackPorts.Next()}") };
        await using var example = OperatingSystemProcess.Start(
            "ExampleOrchestrator",
            "--urls",
            http.BaseAddress.ToString(),
            "--contentRoot",
            _folder.FullName,
            "--Nrm:BaseUrl",
            nrm.BaseAddress.ToString(),
            "--Orchestrator:Provider",
            "PostgreSql",
            "--Orchestrator:Database",
            _database.ConnectionString
        );
        await example.UntilAnswersAsync(http, "/api/health");
        await EngineHost.UntilAsync(() => Task.FromResult(_database.Query($"{L2vpns} AND s.status = 'active'").Count > 0));
        await example.UntilPrintedAsync("The example listens on");
        var l2vpn = _database.Query($"{L2vpns} ORDER BY 1")[0];

        using var started = await http.PostAsJsonAsync("/api/processes/reconcile_l2vpn", new[] { new { subscription_id = l2vpn } });
        var answer = await started.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(started.StatusCode == HttpStatusCode.Created, $"{answer}\n{example.Output}");
        var processId = answer.GetProperty("id").GetGuid();
        await EngineHost.UntilAsync(async () =>
            (await http.GetFromJsonAsync<JsonElement>($"/api/processes/{processId}")).GetProperty("last_status").GetString() == "completed"
        );

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
            _database.Query($"SELECT name FROM process_steps WHERE pid = '{processId}' ORDER BY completed_at")
        );
        Assert.Equal(["1|null"], _database.Query($"SELECT insync, locked_by FROM subscriptions WHERE subscription_id = '{l2vpn}'"));
    }
}
