using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Testing;

namespace Orchestrator.Dashboard.Tests.Support;

/// <summary>A host with the API, the dashboard and one product, on a port that was free.</summary>
public sealed class DashboardHost : IAsyncLifetime
{
    private OrchestratorTestHost? _host;

    /// <summary>The external system.</summary>
    public Plant Plant { get; } = new();

    /// <summary>What no one may do.</summary>
    public HashSet<WorkflowAction> Forbidden { get; } = [];

    /// <summary>Changes the settings.</summary>
    public Action<OrchestratorOptions>? Configure { get; init; }

    /// <summary>Adds services.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>The path at which the application maps the API and the dashboard; empty for its root.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The path base of the application; empty for none.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>The clock; null for one that moves only when the test says so.</summary>
    public TimeProvider? Time { get; init; } = TimeProvider.System;

    /// <summary>Changes the pages.</summary>
    public Action<IEndpointConventionBuilder>? Pages { get; init; }

    /// <summary>Adds conventions to the group of <see cref="Prefix"/>.</summary>
    public Action<RouteGroupBuilder>? Group { get; init; }

    /// <summary>Awaited before each decision about a right.</summary>
    public Func<WorkflowAuthorization, Task> BeforeDecision { get; set; } = static _ => Task.CompletedTask;

    public string Environment { get; init; } = Environments.Production;

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Provider => _host!.Services;

    public OrchestratorTestHost Engine => _host!;

    public IProcesses Processes => _host!.Processes;

    public async ValueTask InitializeAsync()
    {
        WebApplication app = null!;
        _host = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = static builder =>
                {
                    builder.AddOrchestrator_Dashboard_TestsWorkflows();
                    Release(builder.Catalog);
                },
                Time = Time,
                Options = options =>
                {
                    options.Authentication.Disabled = true;
                    Configure?.Invoke(options);
                },
                Services = services =>
                {
                    services.AddSingleton(Plant).AddSingleton<IPlant>(Plant).AddSingleton<LinePlan>();
                    services.AddSingleton<IWorkflowAuthorizer>(new Rights(this));
                    Services?.Invoke(services);
                },
                Application = configure => app = Build(configure),
            }
        );
        Http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>Makes an active valve, and gives its subscription.</summary>
    public async Task<Guid> CreateValveAsync(string room = "one", int opening = 5)
    {
        var created = await Engine.RunAsync(
            "create_valve",
            new { product = await Engine.GetProductIdAsync("valve") },
            new { opening, room }
        );
        Assert.True(created.Status == ProcessStatus.Completed, created.FailedReason);
        return created.SubscriptionIds[0];
    }

    /// <summary>Makes an active line through a valve, and gives its subscription.</summary>
    public async Task<Guid> CreateLineAsync(Guid valve, string label = "one")
    {
        var created = await Engine.RunAsync("create_line", new { product = await Engine.GetProductIdAsync("line") }, new { valve, label });
        Assert.True(created.Status == ProcessStatus.Completed, created.FailedReason);
        return created.SubscriptionIds[0];
    }

    /// <summary>Changes the valve in the plant, and checks its subscription.</summary>
    public async Task IntroduceDriftAsync(Guid subscription, int opening)
    {
        Plant.Valves[subscription.ToString()] = Plant.Valves[subscription.ToString()] with { Opening = opening };
        await Provider.GetRequiredService<Drift.IDriftChecks>().CheckAsync(subscription, "test");
    }

    /// <summary>Changes the database as another program would.</summary>
    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new SqliteConnection(Provider.GetRequiredService<IOptions<OrchestratorOptions>>().Value.Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    /// <summary>As an assembly with the file <c>Workflows.Shipped.txt</c> does.</summary>
    private static void Release(CatalogBuilder catalog)
    {
        catalog.Add(
            new ReleasedWorkflow(
                "modify_valve",
                IsBroken: false,
                [new("ValveWorkflows.TurnValve", "Turn the valve"), new("ValveWorkflows.Gone", "Gone")]
            )
        );
        catalog.Add(new ReleasedWorkflow("scrap_valve", IsBroken: true, [new("ValveWorkflows.Scrap", "Scrap")]));
    }

    private WebApplication Build(Action<IHostApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure(builder);
        builder.Services.AddOrchestratorApi();
        builder.Services.AddOrchestratorDashboard();
        var app = builder.Build();
        app.UsePathBase(PathBase);
        app.UseRouting();
        app.UseOrchestratorApi();
        var endpoints = (IEndpointRouteBuilder)app;
        if (Prefix.Length > 0)
        {
            var group = app.MapGroup(Prefix);
            Group?.Invoke(group);
            endpoints = group;
        }

        endpoints.MapOrchestratorApi();
        var pages = endpoints.MapOrchestratorDashboard();
        Pages?.Invoke(pages);
        return app;
    }

    private sealed class Rights(DashboardHost host) : IWorkflowAuthorizer
    {
        public async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            await host.BeforeDecision(request);
            return !host.Forbidden.Contains(request.Action);
        }
    }
}
