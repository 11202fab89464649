using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Storage;

/// <summary>A kind of database that the application brings.</summary>
/// <param name="Name">What the setting <c>Orchestrator:Provider</c> calls it.</param>
/// <param name="Create">Makes the provider of the host's database.</param>
internal sealed record DatabaseProviderRegistration(string Name, Func<OrchestratorOptions, IServiceProvider, DatabaseProvider> Create)
{
    private const string HowToAdd =
        "Reference the package Orchestrator.Sqlite or Orchestrator.PostgreSql, and call UseSqlite() or UsePostgreSql() on what "
        + "AddOrchestrator returns.";

    /// <summary>Makes the provider that the application brings, or of several the one that the settings name.</summary>
    /// <exception cref="StorageException">It brings none, or not the one that is named, or several and none is named.</exception>
    internal static DatabaseProvider Choose(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<OrchestratorOptions>>().Value;
        DatabaseProviderRegistration[] offered =
        [
            .. services.GetServices<DatabaseProviderRegistration>().DistinctBy(static offer => offer.Name),
        ];
        return (options.Provider, offered) switch
        {
            (_, []) => throw new StorageException("storage_provider_missing", $"This application has no core database. {HowToAdd}"),
            (null, [var only]) => only.Create(options, services),
            (null, _) => throw new StorageException(
                "storage_provider_ambiguous",
                $"This application can use {Names(" or ")} as its core database. Let Orchestrator:Provider name one of them."
            ),
            var (wanted, _) => Array
                .Find(offered, offer => string.Equals(offer.Name, wanted, StringComparison.OrdinalIgnoreCase))
                ?.Create(options, services)
                ?? throw new StorageException(
                    "storage_provider_unknown",
                    $"Orchestrator:Provider is '{wanted}', but this application brings only {Names(" and ")}. Correct the setting, "
                        + $"or add the database. {HowToAdd}"
                ),
        };

        string Names(string separator) => string.Join(separator, offered.Select(static offer => offer.Name));
    }
}
