using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Hosting;

namespace Orchestrator.Storage;

/// <summary>Puts the core database on SQLite.</summary>
internal static class SqliteServiceCollectionExtensions
{
    internal static IServiceCollection AddOrchestratorSqlite(this IServiceCollection services) =>
        services.AddPooledDbContextFactory<OrchestratorDbContext>(static (provider, options) =>
            Configure(options, provider.GetRequiredService<IOptions<OrchestratorOptions>>().Value.Database));

    internal static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString)
        .AddInterceptors(SqliteConnectionSettings.Instance);
}
