using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.DriftPolicies;
using Orchestrator.Forms.Pages;
using Orchestrator.Options;
using Orchestrator.Schedules;
using Orchestrator.Storage;
using Orchestrator.Storage.Catalog;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Hosting;

/// <summary>Brings the database up to date and compares the catalog with it before anything else starts.</summary>
internal sealed class StartupService(
    DatabaseProvider provider,
    IDbContextFactory<OrchestratorDbContext> databases,
    CatalogSynchronizer synchronizer,
    WorkflowCatalog catalog,
    DeclaredSchedules declared,
    HostDriftPolicies policies,
    DeclaredScheduleStore schedules,
    StateKeyStore stateKeys,
    ConsoleStartLog console,
    IOptions<OrchestratorOptions> options,
    EngineLogger<StartupService> logger
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (OrchestratorException failure)
        {
            failure.EndsStart = true;
            console.LeaveOutFailure();
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in declared.All)
        {
            WarnOfDoubts(schedule);
        }

        if (options.Value.CheckServices != ServiceCheck.Off)
        {
            foreach (var assembly in UnregisteredAssemblies.Find(catalog, AppDomain.CurrentDomain.GetAssemblies()))
            {
                Log.AssemblyNotRegistered(logger, assembly);
            }
        }

        foreach (var workflows in SharedDescriptions.Find(catalog))
        {
            Log.DescriptionIsShared(logger, workflows);
        }

        foreach (var product in policies.FindWithoutTimes())
        {
            Log.PolicyHasNoTimes(logger, product);
        }

        Log.DatabaseChosen(logger, provider.Location);
        await provider.InitializeAsync(databases, cancellationToken);

        // Here, because a check writes nothing but what it has found.
        _ = await stateKeys.GetAsync(cancellationToken);
        await synchronizer.ApplyAsync(catalog, cancellationToken);
        await schedules.DeclareAsync(
            async database => [.. declared.All, .. await policies.ToSchedulesAsync(database, cancellationToken)],
            cancellationToken
        );
    }

    private void WarnOfDoubts(DeclaredSchedule schedule)
    {
        if (catalog.FindWorkflow(schedule.WorkflowName) is { } workflow)
        {
            foreach (var doubt in DeclaredPages.FindDoubts(workflow, schedule.Pages, catalog))
            {
                Log.ScheduleIsDoubtful(logger, schedule.Key, doubt);
            }
        }
    }
}
