using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Storage;

/// <summary>A kind of database that the application brings, of which the settings choose one.</summary>
internal sealed record DatabaseProviderRegistration(DatabaseProvider Provider)
{
    /// <summary>Gives the provider that the settings name.</summary>
    /// <exception cref="StorageException">The application does not bring it.</exception>
    internal static DatabaseProvider Choose(IServiceProvider services)
    {
        var wanted = services.GetRequiredService<IOptions<OrchestratorOptions>>().Value.Provider;
        var offered = services.GetServices<DatabaseProviderRegistration>().Select(static offer => offer.Provider).ToList();
        return offered.Find(provider => string.Equals(provider.Name, wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new StorageException(
                "storage_provider_unknown",
                $"Orchestrator:Provider is '{wanted}', but this application brings only {string.Join(" and ", offered.Select(static provider => provider.Name))}. "
                    + "Correct the setting, or reference the package of that database and call its method on what AddOrchestrator returns, for example UsePostgreSql()."
            );
    }
}
