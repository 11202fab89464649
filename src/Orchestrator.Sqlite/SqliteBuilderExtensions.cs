using Orchestrator.Sqlite;
using Orchestrator.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the core database into a SQLite file.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Lets the host use a SQLite file as its core database, with <c>Orchestrator:Database</c> as its connection string. Without one it is
    /// <c>orchestrator.db</c> in the working folder.
    /// </summary>
    /// <param name="builder">What <c>AddOrchestrator</c> returned.</param>
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
