using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkChecks;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.ExternalSystems;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkChecks;

/// <summary>A bulk check of a system whose limits its own checks use up.</summary>
public sealed class BulkCheckLimitTests
{
    [Fact]
    public async Task What_has_to_wait_for_the_limits_of_a_system_is_left_for_the_next_turn_and_not_unknown()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var system = new GadgetSystem();
        using var limits = new OneCallAtOnce();
        await using var host = await EngineHost.StartAsync(
            configure: static options =>
                (options.DriftCheckTimeout, options.LeaseDuration) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            services: services => services.AddSingleton(system).AddSingleton<IExternalSystems>(limits),
            time: time
        );
        GadgetRows.Create(host, system, 3);
        system.Hold();
        var checks = host.Services.GetRequiredService<IBulkChecks>();
        var id = await checks.StartAsync("", concurrency: 3, "ann");
        await system.ReadBegun;
        await EngineHost.UntilAsync(() => Task.FromResult(limits.Asked == 3));

        // Longer than any check waits for the limits.
        time.Advance(TimeSpan.FromMinutes(3));
        await EngineHost.UntilAsync(() => Task.FromResult(limits.GivenUp == 2));
        system.LetGo();
        await host.WaitAsync(id, ProcessStatus.Waiting, ProcessStatus.Completed);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(new BulkCheckCounts(Found: 3, NoDrift: 3, Drifted: 0, Unknown: 0, 0, 0), (await checks.GetAsync(id)).Counts);
        Assert.Equal(3, system.Reads);
    }
}
