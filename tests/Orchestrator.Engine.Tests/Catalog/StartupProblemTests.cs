using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Catalog;

/// <summary>What an application lacks is found when its host starts, all of it at once.</summary>
public sealed class StartupProblemTests
{
    [Fact]
    public async Task Services_schedules_and_settings_that_are_wrong_stop_the_host_with_one_list()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            EngineHost.StartAsync(
                configure: static options => options.ExternalSystems["workshp"] = new() { MaxConcurrency = 1 },
                services: static services => services.RemoveAll<GadgetSystem>().RemoveAll<IBeat>(),
                builder: static builder =>
                    builder
                        .AddSchedule("test.roof", "clean_roof", ScheduleTrigger.Cron("0 2 * * *"))
                        .AddReconcileSchedule("test.thngs", "thng", ScheduleTrigger.Cron("0 2 * * *"))
            )
        );

        string[] failures = [.. refused.Failures];
        Assert.Equal(5, failures.Length);
        Assert.Contains(
            $"BeatWorkflows: the service {typeof(IBeat)} is not registered. Add it to the services of the application before the host is "
                + "built.",
            failures
        );
        var gadgets = Assert.Single(failures, static failure => failure.Contains(typeof(GadgetSystem).FullName!, StringComparison.Ordinal));
        Assert.Contains("FiredGadgetResource, ", gadgets, StringComparison.Ordinal);
        Assert.Contains(failures, static failure => failure.StartsWith("AddSchedule(\"test.roof\")", StringComparison.Ordinal));
        Assert.Contains(failures, static failure => failure.StartsWith("AddReconcileSchedule(\"test.thngs\")", StringComparison.Ordinal));
        Assert.Contains(failures, static failure => failure.StartsWith("Orchestrator:ExternalSystems:workshp", StringComparison.Ordinal));
    }
}
