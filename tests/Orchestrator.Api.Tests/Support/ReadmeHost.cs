using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Api.Tests.Support;

/// <summary>The host that the README shows, with the workflows of these tests.</summary>
internal static class ReadmeHost
{
    public static WebApplication Build(string[] args)
    {
        // What follows is the README's, up to the last line but one.
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAlarms(builder.Configuration, builder.Environment);
        builder.Services.AddOrchestrator(builder.Configuration).UseSqlite().AddOrchestrator_Api_TestsWorkflows();
        builder.Services.AddOrchestratorApi();

        var app = builder.Build();
        app.UseOrchestratorApi();
        app.MapOrchestratorApi();
        return app;
    }
}
