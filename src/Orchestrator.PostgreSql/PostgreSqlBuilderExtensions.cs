using Orchestrator.PostgreSql;
using Orchestrator.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a core database on PostgreSQL.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>
    /// Uses a PostgreSQL server as the core database, with <c>Orchestrator:Database</c> as its connection string.
    /// </summary>
    /// <param name="builder">The builder that <c>AddOrchestrator</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IOrchestratorBuilder UsePostgreSql(this IOrchestratorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(
            new DatabaseProviderRegistration(PostgreSqlProvider.SettingName, static (options, _) => new PostgreSqlProvider(options))
        );
        return builder;
    }
}
