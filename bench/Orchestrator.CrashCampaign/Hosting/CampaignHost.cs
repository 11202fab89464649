namespace Orchestrator.CrashCampaign.Hosting;

/// <summary>The host that is killed: the whole orchestrator with the API and the campaign's workflows.</summary>
internal static class CampaignHost
{
    internal static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // Reached by the driver alone, on the loopback address.
        builder.Configuration["Orchestrator:Authentication:Disabled"] = "true";
        builder.Services.AddOrchestrator(builder.Configuration).AddOrchestrator_CrashCampaignWorkflows().UseSqlite().UsePostgreSql();
        builder.Services.AddOrchestratorApi();
        builder.Services.AddHttpClient<IResourceManager, ResourceManager>(http =>
            http.BaseAddress = new(builder.Configuration["Nrm:BaseUrl"]!)
        );
        await using var app = builder.Build();
        app.UseOrchestratorApi();
        app.MapOrchestratorApi();
        await app.RunAsync();
    }
}
