using Orchestrator.Sqlite;
using Orchestrator.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a core database in a SQLite file.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Uses a SQLite file as the core database, with <c>Orchestrator:Database</c> as its connection string. Default: <c>orchestrator.db</c>
    /// in the working directory.
    /// </summary>
    /// <param name="builder">The builder that <c>AddOrchestrator</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IOrchestratorBuilder UseSqlite(this IOrchestratorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(
            new DatabaseProviderRegistration(SqliteProvider.SettingName, static options => new SqliteProvider(options))
        );
        return builder;
    }
}
