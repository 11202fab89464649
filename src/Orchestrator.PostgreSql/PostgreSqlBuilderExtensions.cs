using Orchestrator.PostgreSql;
using Orchestrator.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Offers PostgreSQL as the core database.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>
    /// Offers PostgreSQL as the core database. The host uses it where <c>Orchestrator:Provider</c> is <c>PostgreSql</c>; <c>Orchestrator:Database</c> is then its
    /// connection string.
    /// </summary>
    /// <param name="builder">What <c>AddOrchestrator</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IOrchestratorBuilder AddPostgreSql(this IOrchestratorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new OfferedDatabase(new PostgreSqlProvider()));
        return builder;
    }
}
