using Microsoft.Extensions.Hosting;
using Orchestrator.Sqlite;
using Orchestrator.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a core database in a SQLite file.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Uses a SQLite file as the core database, with <c>Orchestrator:Database</c> as its connection string. Default: <c>orchestrator.db</c>
    /// in the content root.
    /// </summary>
    /// <param name="builder">The builder that <c>AddOrchestrator</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IOrchestratorBuilder UseSqlite(this IOrchestratorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(
            new DatabaseProviderRegistration(
                SqliteProvider.SettingName,
                static (options, services) => new SqliteProvider(options, services.GetService<IHostEnvironment>())
            )
        );
        return builder;
    }
}
