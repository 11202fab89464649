using Microsoft.Extensions.Hosting;
using Orchestrator.Catalog;
using Orchestrator.Storage;

namespace Orchestrator.Hosting;

/// <summary>Brings the database up to date and lays the catalog against it before anything else starts.</summary>
internal sealed class StartupService(DatabaseInitializer database, CatalogSynchronizer synchronizer, WorkflowCatalog catalog) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await database.InitializeAsync(cancellationToken);
        await synchronizer.ApplyAsync(catalog, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
