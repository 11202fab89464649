using Orchestrator.PostgreSql;
using Orchestrator.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the core database on PostgreSQL.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>
    /// Lets the host use a PostgreSQL server as its core database, with <c>Orchestrator:Database</c> as its connection string.
    /// </summary>
    /// <param name="builder">What <c>AddOrchestrator</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IOrchestratorBuilder UsePostgreSql(this IOrchestratorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(
            new DatabaseProviderRegistration(PostgreSqlProvider.SettingName, static options => new PostgreSqlProvider(options))
        );
        return builder;
    }
}
