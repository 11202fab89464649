using Orchestrator.Forms;
using Orchestrator.Processes;
using Orchestrator.Products.Actions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

public sealed class ReconcileTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_reconcile_changes_nothing_of_the_subscription_but_the_two_versions_of_its_lock()
    {
        var subscription = await _host.CreateThingAsync(size: 7);
        var before = _host.DumpSubscriptions();
        var version = int.Parse(_host.Database.Query("SELECT version FROM subscriptions").Single());

        await _host.WaitAsync(await _host.StartAsync("reconcile_thing", subscription), ProcessStatus.Completed);

        Assert.Equal([$"{version + 2}"], _host.Database.Query("SELECT version FROM subscriptions"));
        Assert.Equal(
            before,
            _host.DumpSubscriptions().Select(row => row.Replace($"|{version + 2}|", $"|{version}|", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_reconcile_of_a_held_subscription_is_refused_and_leaves_no_process()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("no"));
        var failed = await _host.StartAsync("reconcile_thing", subscription);
        await _host.WaitAsync(failed, ProcessStatus.Failed);
        var processes = _host.Database.Query("SELECT COUNT(*) FROM processes");

        var refusal = await Assert.ThrowsAsync<FormInvalidException>(() => _host.StartAsync("reconcile_thing", subscription));

        var error = Assert.Single(refusal.Errors);
        Assert.StartsWith(
            $"This workflow cannot be started: {ActionReason.Describe(ActionReason.NotInSync)}: ",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(failed.ToString(), error.Context!["locked_by"].ToString());
        Assert.Equal(processes, _host.Database.Query("SELECT COUNT(*) FROM processes"));
    }

    [Fact]
    public async Task Of_many_reconciles_at_once_each_completed_one_calls_once_and_never_two_at_a_time()
    {
        var subscription = await _host.CreateThingAsync();

        var starts = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async _ =>
                {
                    try
                    {
                        return await _host.StartAsync("reconcile_thing", subscription);
                    }
                    catch (FormInvalidException)
                    {
                        return (Guid?)null;
                    }
                })
        );
        var processes = await Task.WhenAll(
            starts.OfType<Guid>().Select(id => _host.WaitAsync(id, ProcessStatus.Completed, ProcessStatus.Failed))
        );

        var completed = processes.Count(static process => process.Status == ProcessStatus.Completed);
        Assert.InRange(completed, 1, 20);
        Assert.Equal(1 + completed, _host.External.Calls.Count);
        Assert.Equal(1, _host.External.Overlap);
        Assert.All(
            processes.Where(static process => process.Status == ProcessStatus.Failed),
            static process =>
            {
                Assert.Equal("Lock subscription", process.LastStep);
                Assert.Contains("is already out of sync", process.FailedReason, StringComparison.Ordinal);
            }
        );
        Assert.Equal(["1|null"], _host.Database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Fact]
    public async Task A_step_that_changes_the_subscription_in_a_reconcile_fails_and_nothing_is_saved()
    {
        var created = await _host.Processes.StartAsync("create_part", [EngineHost.Page(new { product = _host.ProductId("part") })], "test");
        var subscription = (await _host.WaitAsync(created, ProcessStatus.Completed)).SubscriptionIds.Single();

        var process = await _host.WaitAsync(await _host.StartAsync("reconcile_part", subscription), ProcessStatus.Failed);

        Assert.Equal("Grow part", process.LastStep);
        Assert.Contains("changed subscription", process.FailedReason, StringComparison.Ordinal);
        Assert.Equal(
            ["7"],
            _host.Database.Query(
                "SELECT v.value FROM subscription_instance_values v JOIN resource_types r USING (resource_type_id) "
                    + "WHERE r.resource_type = 'size'"
            )
        );
    }
}
