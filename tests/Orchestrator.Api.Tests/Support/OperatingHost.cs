using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Api.Tests.Support;

/// <summary>The host with authentication that the page on operating shows, with the workflows of these tests.</summary>
internal static class OperatingHost
{
    public static WebApplication Build(string[] args)
    {
        // What follows is the page's, up to the last line but one.
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer();
        builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireRole("operator"));
        builder.Services.AddAlarms(builder.Configuration, builder.Environment);
        builder.Services.AddOrchestrator(builder.Configuration).UseSqlite().AddOrchestrator_Api_TestsWorkflows();
        builder.Services.AddOrchestratorApi();

        var app = builder.Build();
        app.UseOrchestratorApi();
        app.MapOrchestratorApi();
        return app;
    }
}
