using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace NetworkResourceManager;

/// <summary>
/// The external system of the example: it keeps nodes, ports, links and VPNs in its own database, and a journal of every write that it
/// took. It knows nothing of the orchestrator.
/// </summary>
public static class NetworkResourceManagerApp
{
    private const string DefaultDatabase = "Data Source=data/nrm.db";

    /// <summary>Builds the service; it also runs beside another application as a listener of its own.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var database = builder.Configuration["Nrm:Database"] ?? DefaultDatabase;
        if (
            new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database).DataSource is var file
            && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder
        )
        {
            Directory.CreateDirectory(folder);
        }

        builder.Services.AddDbContextFactory<ResourceDbContext>(options => options.UseSqlite(database));
        builder.Services.AddSingleton<ResourceStore>();
        builder.Services.AddSingleton<FaultInjector>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<LinkTests>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<LinkTests>());
        builder.Services.ConfigureHttpJsonOptions(static options =>
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower
        );
        var app = builder.Build();
        app.Services.GetRequiredService<ResourceStore>().Initialize();
        app.UseExceptionHandler(static errors => errors.Run(static context => JsonErrors.WriteAsync(context)));
        ResourceEndpoints.Map(app);
        return app;
    }
}
