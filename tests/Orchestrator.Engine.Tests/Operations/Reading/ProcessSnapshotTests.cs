using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Reading;

/// <summary>A process is shown as of one moment, also while it runs.</summary>
public sealed class ProcessSnapshotTests
{
    private static readonly string[] Steps = ["Start", "First", "Second", "Third", "Fourth", "Fifth", "Done"];

    [Fact]
    public async Task Each_step_is_shown_once_done_or_pending_and_the_last_step_is_the_last_that_is_done()
    {
        await using var host = await EngineHost.StartAsync(services: static services => services.AddSingleton<IBeat, NoBeat>());
        var seen = 0;
        for (var number = 0; number < 15; number++)
        {
            var id = await host.Processes.StartAsync("beat_five_times", [EngineHost.Page(new { })], "ann");
            var watch = Stopwatch.StartNew();
            ProcessDetail shown;
            do
            {
                Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "The process does not end.");
                shown = await host.Processes.GetAsync(id);
                Assert.Equal(Steps, shown.Steps.Select(static step => step.Name));
                Assert.Equal(shown.LastStep, shown.Steps.LastOrDefault(static step => step.StepId is not null)?.Name);
                seen++;
            } while (shown.Status != ProcessStatus.Completed);
        }

        Assert.True(seen > 15, "No process was seen while it ran.");
    }

    private sealed class NoBeat : IBeat
    {
        public void Begin(string step)
        {
            // What is looked at is the engine.
        }
    }
}
