using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>What a host that stops in the middle of a round leaves to the next one.</summary>
public sealed class DriftHealStopTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly GadgetSystem _system = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_host_that_stops_while_it_checks_before_the_starts_refuses_nothing()
    {
        Guid round;
        await using (var first = await StartAsync())
        {
            GadgetRows.Create(first, _system, 20);
            var rounds = new GadgetRounds(first, _system);
            rounds.Spoil(1, 2);
            await rounds.CloseAsync();
            round = await rounds.StartAsync();
            var bulk = first.Services.GetRequiredService<IBulkReconciles>();
            await EngineHost.UntilAsync(async () => (await bulk.GetAsync(round)).Counts.ToStart == 2);
            _system.Hold();
            await rounds.OpenAsync();
            await _system.ReadBegun.WithDeadline();

            // Checks end with this; the step has until the end of the grace period.
            first.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            await EngineHost.UntilAsync(async () => (await first.Processes.GetAsync(round)).Status != ProcessStatus.Running);
            _system.LetGo();
            await first.StopAsync().WithDeadline();
        }

        Assert.Equal(["0"], _database.Query("SELECT count(*) FROM bulk_reconcile_items WHERE refusal IS NOT NULL"));
        await using var next = await StartAsync();
        await next.WaitAsync(round, ProcessStatus.Completed);
        Assert.Equal(2, (await next.Services.GetRequiredService<IBulkReconciles>().GetAsync(round)).Counts.Done);
    }

    private Task<EngineHost> StartAsync() =>
        EngineHost.StartAsync(
            _database,
            services: services => services.AddSingleton(_system),
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal })
        );
}
