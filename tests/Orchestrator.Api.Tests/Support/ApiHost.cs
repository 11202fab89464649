using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Testing;

namespace Orchestrator.Api.Tests.Support;

/// <summary>The kit's host with the API on a port that was free.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private readonly DirectoryInfo _content = Directory.CreateTempSubdirectory("orchestrator-api-");
    private OrchestratorTestHost? _host;
    private ApiDatabase? _ownDatabase;

    /// <summary>The database; null for a new one of the kind that this run is about, which is deleted with the host.</summary>
    internal ApiDatabase? Database { get; init; }

    /// <summary>Changes the settings.</summary>
    public Action<OrchestratorOptions>? Configure { get; init; }

    /// <summary>The name of who is signed in; null for no one.</summary>
    public string? SignedIn
    {
        get => Principal?.Identity?.Name;
        init => Principal = value is null ? null : new(new ClaimsIdentity([new(ClaimTypes.Name, value)], "test"));
    }

    /// <summary>Who is signed in; null for no one.</summary>
    public ClaimsPrincipal? Principal { get; set; }

    /// <summary>Adds what the host needs beside the workflows.</summary>
    public Action<IOrchestratorBuilder>? Register { get; init; }

    /// <summary>Adds services.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>
    /// Lets the host wait for what delays its stop for longer than a test does, where it would give up after half a minute: whether it was
    /// delayed does not depend on how fast the machine is.
    /// </summary>
    public static void StopOnlyWhenDone(IServiceCollection services) =>
        services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromHours(1));

    /// <summary>What the configuration of the host says.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Configuration { get; init; } = [];

    /// <summary>The host's environment.</summary>
    public string Environment { get; init; } = Environments.Production;

    /// <summary>Adds what the application has of its own, before the API.</summary>
    public Action<WebApplication>? Application { get; init; }

    /// <summary>The path at which the application maps the API; empty for its root.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Changes the endpoints.</summary>
    public Action<IEndpointConventionBuilder>? Endpoints { get; init; }

    /// <summary>A client whose requests and answers are all held against the OpenAPI document.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The services of the host.</summary>
    public IServiceProvider Provider => _host!.Services;

    public async ValueTask InitializeAsync()
    {
        WebApplication app = null!;
        var database = Database ?? (_ownDatabase = ApiDatabase.Create());
        _host = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = builder =>
                {
                    builder.AddOrchestrator_Api_TestsWorkflows();
                    database.Register(builder);
                    Register?.Invoke(builder);
                },
                Time = TimeProvider.System,
                Options = options =>
                {
                    // What a test says of its own comes after.
                    options.Authentication.Disabled = true;
                    options.MaxRequestsPerMinute = 0;
                    database.Configure(options);
                    Configure?.Invoke(options);
                },
                Services = services =>
                {
                    services.AddAlarms();
                    Services?.Invoke(services);
                },
                Application = configure => app = Build(configure),
            }
        );
        Http = new(new DocumentedExchange()) { BaseAddress = new(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _ownDatabase?.Dispose();
        _content.Delete(recursive: true);
    }

    /// <summary>Writes the application's own translations; null for none.</summary>
    public void WriteTranslations(string language, string? content)
    {
        var file = Path.Combine(_content.CreateSubdirectory("translations").FullName, $"{language}.json");
        if (content is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, content);
        }
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
        // Each request is compared with the document: it is sent when the answer is there.
        await _host!.WaitAsync(Guid.Parse(process), WireName.Parse<ProcessStatus>(status));
        JsonNode body = null!;
        await OrchestratorTestHost.UntilAsync(async () =>
        {
            body = await GetAsync($"/api/processes/{process}");
            return body["last_status"]!.GetValue<string>() == status;
        });
        return body;
    }

    /// <summary>Makes an active subscription, and gives its id.</summary>
    public Task<string> CreateLampAsync() => CreateAsync("create_lamp", new { brightness = 5 });

    /// <summary>Makes a subscription of the workflow's one product, and gives its id.</summary>
    public async Task<string> CreateAsync(string workflow, params object[] pages)
    {
        using var question = await Http.PostAsJsonAsync($"/api/processes/{workflow}", Array.Empty<object>());
        var product = (await question.Content.ReadFromJsonAsync<JsonNode>())!["form"]!["$defs"]!["ProductChoice"]!["enum"]![
            0
        ]!.GetValue<string>();
        var process = await RunAsync(workflow, "completed", [new { product }, .. pages]);
        return process["subscriptions"]![0]!["subscription_id"]!.GetValue<string>();
    }

    private WebApplication Build(Action<IHostApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = _content.FullName, EnvironmentName = Environment }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Configuration);
        configure(builder);
        builder.Services.AddOrchestratorApi();
        var app = builder.Build();
        app.Use(
            (context, next) =>
            {
                context.User = Principal ?? context.User;
                return next(context);
            }
        );
        Application?.Invoke(app);
        app.UseOrchestratorApi();
        var api = (Prefix.Length == 0 ? (IEndpointRouteBuilder)app : app.MapGroup(Prefix)).MapOrchestratorApi();
        Endpoints?.Invoke(api);
        return app;
    }
}
