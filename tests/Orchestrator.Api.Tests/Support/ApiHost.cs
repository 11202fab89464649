using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Hosting;

namespace Orchestrator.Api.Tests.Support;

/// <summary>The API on a port that was free and a real SQLite file.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-api-");
    private WebApplication _app = null!;

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOrchestrator(builder.Configuration).AddOrchestratorApiTestsWorkflows();
        builder.Services.AddOrchestratorApi();
        builder.Services.Configure<OrchestratorOptions>(options => options.Database = $"Data Source={Path.Combine(_folder.FullName, "core.db")}");
        _app = builder.Build();
        _app.MapOrchestratorApi();
        await _app.StartAsync();
        Http = new() { BaseAddress = new(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    public async Task<JsonNode> GetAsync(string path) => (await Http.GetFromJsonAsync<JsonNode>(path))!;

    /// <summary>Starts a workflow, and gives its process once it has a status.</summary>
    public async Task<JsonNode> RunAsync(string workflow, string status, params object[] pages)
    {
        using var response = await Http.PostAsJsonAsync($"/api/processes/{workflow}", pages);
        var body = await response.Content.ReadFromJsonAsync<JsonNode>();
        Assert.True((int)response.StatusCode == 201, body!.ToJsonString());
        return await WaitAsync(body["id"]!.GetValue<string>(), status);
    }

    public async Task<JsonNode> WaitAsync(string process, string status)
    {
        var until = DateTime.UtcNow + Deadline;
        while (true)
        {
            var body = await GetAsync($"/api/processes/{process}");
            if (body["last_status"]!.GetValue<string>() == status)
            {
                return body;
            }

            Assert.True(DateTime.UtcNow < until, body.ToJsonString());
            await Task.Delay(10);
        }
    }

    /// <summary>Makes an active subscription, and gives its id.</summary>
    public async Task<string> CreateLampAsync()
    {
        using var question = await Http.PostAsJsonAsync("/api/processes/create_lamp", Array.Empty<object>());
        var product = (await question.Content.ReadFromJsonAsync<JsonNode>())!["form"]!["$defs"]!["ProductChoice"]!["enum"]![0]!.GetValue<string>();
        var process = await RunAsync("create_lamp", "completed", new { product }, new { brightness = 5 });
        return process["subscriptions"]![0]!["subscription_id"]!.GetValue<string>();
    }
}
