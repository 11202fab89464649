using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>Runs rounds that correct gadgets, on a host with a clock that the test moves.</summary>
internal sealed class GadgetRounds(EngineHost host, GadgetSystem system)
{
    private IBulkReconciles Bulk => host.Services.GetRequiredService<IBulkReconciles>();

    private IDriftPolicies Policies => host.Services.GetRequiredService<IDriftPolicies>();

    internal int SizeOf(int number) => system.Objects[GadgetRows.KeyOf(number)].Size;

    internal void Spoil(int first, int last)
    {
        for (var number = first; number <= last; number++)
        {
            system.Objects[GadgetRows.KeyOf(number)] = new(Size: 4, "x", Revision: 1);
        }
    }

    /// <summary>Closes the maintenance windows: a round then waits before it starts anything.</summary>
    internal Task<ProductDriftPolicy> CloseAsync() =>
        SetWindowsAsync(
            new MaintenanceWindowOptions
            {
                Cron = "* * * * *",
                Duration = TimeSpan.FromHours(1),
                Deny = true,
            }
        );

    internal Task<ProductDriftPolicy> OpenAsync() => SetWindowsAsync();

    internal Task<Guid> StartAsync(string user = "ann") =>
        host.Processes.StartAsync("task_heal_drift", [EngineHost.Page(new { product = "gadget" })], user);

    internal async Task<BulkReconcile> RunAsync()
    {
        var round = await StartAsync();
        await EndAsync(round);
        return await Bulk.GetAsync(round);
    }

    /// <summary>Runs a round until it has decided what it corrects, for which it waits.</summary>
    internal async Task<Guid> StartClosedAsync(string user = "ann")
    {
        await CloseAsync();
        var round = await StartAsync(user);
        await UntilAsync(async () => (await Bulk.GetAsync(round)).Counts.ToStart > 0);
        return round;
    }

    internal Task EndAsync(Guid round) => UntilAsync(async () => (await host.Processes.GetAsync(round)).Status == ProcessStatus.Completed);

    internal Task UntilAsync(Func<Task<bool>> holds) =>
        EngineHost.UntilAsync(async () =>
        {
            await host.AdvanceAsync(TimeSpan.FromSeconds(1));
            return await holds();
        });

    private Task<ProductDriftPolicy> SetWindowsAsync(params MaintenanceWindowOptions[] windows) =>
        Policies.SetAsync("gadget", new() { Heal = DriftHealing.Heal, Windows = windows }, "ann");
}
