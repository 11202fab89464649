using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Options;

namespace Orchestrator.Benchmarks;

/// <summary>A host on a database of its own that answers over HTTP.</summary>
internal static class BenchmarkApi
{
    internal static async Task<WebApplication> StartAsync(
        BenchmarkDatabase database,
        Action<OrchestratorOptions>? configure = null,
        Action<WebApplication>? application = null,
        Action<IServiceCollection>? services = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<HttpClient>();
        builder.Services.AddOrchestrator(builder.Configuration).AddOrchestrator_BenchmarksWorkflows().UseSqlite().UsePostgreSql();
        builder.Services.AddOrchestratorApi();
        builder.Services.Configure<OrchestratorOptions>(options =>
        {
            (options.Provider, options.Database) = (database.Provider, database.ConnectionString);
            options.Authentication.Disabled = true;
            options.MaxRequestsPerMinute = 0;
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseOrchestratorApi();
        app.MapOrchestratorApi();
        application?.Invoke(app);
        await app.StartAsync();
        return app;
    }
}
