using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;
using Orchestrator.Storage;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Drift;

/// <summary>What a process has read of external systems is a check, once it gives its subscription back.</summary>
public sealed class DriftReportTests : CheckedGadgets
{
    [Fact]
    public async Task What_a_process_has_read_back_is_a_check_once_it_gives_the_subscription_back()
    {
        var subscription = await CreatedAsync();
        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        await CheckAsync(subscription);
        var reconcile = await Host.StartAsync("reconcile_gadget", subscription);
        await Host.WaitAsync(reconcile, ProcessStatus.Completed);

        var repaired = await Checks.GetAsync(subscription);
        var change = (await HistoryAsync(subscription))[0];

        Assert.Equal((DriftStatus.NoDrift, DriftStatus.NoDrift), (repaired.Status, repaired.Resources.Single().Status));
        Assert.Equal((DriftStatus.NoDrift, reconcile), (change.Status, change.ProcessId));
    }

    [Fact]
    public async Task What_a_process_has_read_replaces_every_check_but_one_that_was_made_while_it_held_the_subscription()
    {
        var subscription = await CreatedAsync();
        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        var found = await CheckAsync(subscription);
        var (holder, changed) = (Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddYears(60));
        var held = found.Resources[0] with { Holder = new(holder, changed) };

        Assert.Equal(DriftStatus.Drifted, await AfterAsync(held, holder, changed));
        Assert.Equal(DriftStatus.NoDrift, await AfterAsync(held, holder, changed.AddTicks(10)));
        Assert.Equal(DriftStatus.NoDrift, await AfterAsync(held, Guid.NewGuid(), changed));

        // The clock of the host that has checked is far ahead of the one that executes the process.
        Assert.Equal(DriftStatus.NoDrift, await AfterAsync(found.Resources[0], holder, found.CheckedAt!.Value.AddDays(-1)));

        async Task<DriftStatus> AfterAsync(ResourceDrift known, Guid process, DateTimeOffset readAt)
        {
            await WriteAsync((writer, database, token) => writer.WriteAsync(database, subscription, [known], null, changed, token));
            var report = Report([]) with { ReadAt = readAt };
            await WriteAsync(
                (writer, database, token) => AddAsync(writer, database, subscription, found.Resources[0].Id, report, process, token)
            );
            return (await Checks.GetAsync(subscription)).Status;
        }
    }

    [Fact]
    public async Task A_difference_whose_acceptance_ended_after_a_process_had_read_it_counts_when_the_subscription_is_given_back()
    {
        var subscription = await CreatedAsync();
        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        var found = (await CheckAsync(subscription)).Resources[0];
        var accepted = found.Differences[0] with { Accepted = new("ann", "Known.", Until: null) };

        await WriteAsync(
            (writer, database, token) => AddAsync(writer, database, subscription, found.Id, Report([accepted]), Guid.NewGuid(), token)
        );
        var shown = await Checks.GetAsync(subscription);

        Assert.Equal(DriftStatus.Drifted, shown.Status);
        Assert.Null(Assert.Single(shown.Resources.Single().Differences).Accepted);
    }

    [Fact]
    public async Task What_a_validation_finds_is_a_check_too()
    {
        var subscription = await CreatedAsync();
        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        var validation = await Host.StartAsync("validate_gadget", subscription);
        await Host.WaitAsync(validation, ProcessStatus.InconsistentData);

        var drift = await Checks.GetAsync(subscription);

        Assert.Equal(DriftStatus.Drifted, drift.Status);
        Assert.Equal(["size"], drift.Resources.SelectMany(static resource => resource.Differences).Select(static found => found.Path));
        Assert.Equal([subscription], await DriftedAsync());
        Assert.Equal(validation, (await HistoryAsync(subscription))[0].ProcessId);
    }

    private static ResourceReport Report(IReadOnlyList<Difference> differences) =>
        new("gadget in the workshop", "workshop", "g1", ResourceEffect.Nothing, differences, differences.Count);

    private static Task AddAsync(
        DriftWriter writer,
        OrchestratorDbContext database,
        Guid subscription,
        string resource,
        ResourceReport report,
        Guid process,
        CancellationToken cancellationToken
    ) =>
        writer.AddAsync(
            database,
            subscription,
            [ResourceDrift.After(resource, report)],
            process,
            DateTimeOffset.UtcNow.AddDays(1),
            cancellationToken
        );

    private async Task WriteAsync(Func<DriftWriter, OrchestratorDbContext, CancellationToken, Task> write) =>
        await Host
            .Services.GetRequiredService<WriteTransactions>()
            .RunAsync<object>(
                async (database, token) =>
                {
                    await write(Host.Services.GetRequiredService<DriftWriter>(), database, token);
                    return database;
                },
                CancellationToken.None
            );
}
