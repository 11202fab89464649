using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>What a check finds of one subscription, and when it is refused.</summary>
public sealed class DriftCheckTests : CheckedGadgets
{
    [Fact]
    public async Task A_subscription_that_was_never_checked_says_so()
    {
        var subscription = await CreatedAsync();
        Host.Database.Query("DELETE FROM external_drift");

        var drift = await Checks.GetAsync(subscription);

        Assert.Equal((DriftStatus.NeverChecked, null, null), (drift.Status, drift.CheckedAt, drift.Since));
    }

    [Fact]
    public async Task A_check_finds_each_difference_with_both_values_masks_secrets_and_writes_nothing_outside()
    {
        var subscription = await CreatedAsync();
        Workshop.Objects["g1"] = new(Size: 4, "0ther", Revision: 70);

        var drift = await CheckAsync(subscription);

        var resource = Assert.Single(drift.Resources);
        Assert.Equal((DriftStatus.Drifted, "gadget in the workshop", "workshop"), (drift.Status, resource.Name, resource.System));
        EngineHost.AssertJson(
            """
            [{"path":"size","kind":"changed","desired":3,"actual":4},{"path":"secret","kind":"changed","desired":"•••","actual":"•••"}]
            """,
            JsonSerializer.SerializeToElement(resource.Differences, StateJson.Options)
        );
        Assert.DoesNotContain(
            "0ther",
            string.Join('\n', Host.Database.Query("SELECT resources FROM external_drift")),
            StringComparison.Ordinal
        );
        Assert.Single(Workshop.Writes);
        Assert.Equal(
            JsonSerializer.Serialize(drift, StateJson.Options),
            JsonSerializer.Serialize(await Checks.GetAsync(subscription), StateJson.Options)
        );
    }

    [Fact]
    public async Task A_status_keeps_its_beginning_and_each_change_of_it_is_in_the_history()
    {
        var subscription = await CreatedAsync();
        await CheckAsync(subscription);
        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        var first = await CheckAsync(subscription);
        var second = await CheckAsync(subscription);
        Workshop.Objects.Clear();
        var third = await CheckAsync(subscription);

        var history = await Checks.GetHistoryAsync(subscription, skip: 0, take: 10);

        Assert.Equal((first.Since, first.Since), (second.Since, third.Since));
        Assert.Equal([DriftStatus.Drifted, DriftStatus.NoDrift], history.Items.Select(static change => change.Status));
        Assert.Equal(DifferenceKind.Missing, third.Resources[0].Differences[0].Kind);
    }

    [Fact]
    public async Task A_system_that_does_not_answer_or_fails_is_unknown_with_the_error_and_never_without_drift()
    {
        var subscription = await CreatedAsync();
        await CheckAsync(subscription);
        Workshop.Failure = new JsonException("rubbish");
        var rubbish = await CheckAsync(subscription);
        Workshop.Failure = new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (workshop:80)");
        var unreachable = await CheckAsync(subscription);
        Workshop.Failure = null;
        Workshop.Hold();

        await using var impatient = await EngineHost.StartAsync(
            Host.Database,
            static options => options.DriftCheckTimeout = TimeSpan.FromSeconds(1),
            services => services.AddSingleton(Workshop)
        );
        var slow = await impatient.Services.GetRequiredService<IDriftChecks>().CheckAsync(subscription, "ann");
        Workshop.LetGo();

        Assert.Equal(
            (DriftStatus.Unknown, "ReadAsync of 'gadget in the workshop' failed: rubbish"),
            (rubbish.Status, rubbish.Resources[0].Error)
        );
        Assert.Equal(
            (DriftStatus.Unknown, "ReadAsync of 'gadget in the workshop' failed: Connection refused (workshop:80)"),
            (unreachable.Status, unreachable.Resources[0].Error)
        );
        Assert.Equal((DriftStatus.Unknown, "workshop did not answer within 00:00:01."), (slow.Status, slow.Resources[0].Error));
        Assert.Empty(await DriftedAsync());
    }

    [Fact]
    public async Task A_check_while_a_process_works_is_refused_with_the_process_and_stores_nothing()
    {
        var subscription = await CreatedAsync();
        Workshop.Hold();
        var running = await Host.StartAsync("modify_gadget", subscription, new { size = 5, secret = "" });
        await Workshop.ReadBegun;

        var refused = await Assert.ThrowsAsync<ConflictException>(() => CheckAsync(subscription));
        Workshop.LetGo();
        await Host.WaitAsync(running, ProcessStatus.Completed);

        Assert.Equal(running, refused.LockedBy);
        Assert.DoesNotContain(await HistoryAsync(subscription), static change => change.ProcessId is null);
    }

    [Fact]
    public async Task A_check_after_a_modify_has_failed_is_answered_and_counts_once_the_subscription_is_released()
    {
        var subscription = await CreatedAsync();
        Workshop.Store = static _ => new(Size: 7, "", Revision: 1);
        var failed = await Host.StartAsync("modify_gadget", subscription, new { size = 5, secret = "" });
        await Host.WaitAsync(failed, ProcessStatus.Failed);

        var drift = await CheckAsync(subscription);
        var whileHeld = await DriftedAsync();
        await Host.Processes.AbortAsync(failed, "ann");
        await Host.Services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(subscription, "ann");

        Assert.Equal((DriftStatus.Drifted, failed), (drift.Status, drift.LockedBy));
        Assert.Empty(whileHeld);
        Assert.Equal([subscription], await DriftedAsync());
        Assert.Equal(5, drift.Resources[0].Differences[0].Desired.GetInt32());
    }

    [Fact]
    public async Task A_check_whose_subscription_was_changed_meanwhile_is_made_again_with_the_new_values()
    {
        var subscription = await CreatedAsync();
        Workshop.Hold();
        var checking = CheckAsync(subscription);
        await Workshop.ReadBegun;
        Host.Database.Query($"UPDATE subscriptions SET note = 'changed' WHERE subscription_id = '{subscription}'");
        var before = Workshop.Reads;
        Workshop.LetGo();

        var drift = await checking;

        Assert.Equal((DriftStatus.NoDrift, before + 1), (drift.Status, Workshop.Reads));
    }

    [Fact]
    public async Task Checks_of_one_subscription_at_one_time_share_one_read()
    {
        var subscription = await CreatedAsync();
        var before = Workshop.Reads;
        Workshop.Hold();
        var first = CheckAsync(subscription);
        await Workshop.ReadBegun;
        var others = Enumerable.Range(0, 10).Select(_ => CheckAsync(subscription)).ToArray();
        Workshop.LetGo();

        var all = await Task.WhenAll([first, .. others]);

        Assert.Equal(before + 1, Workshop.Reads);
        Assert.Single(all.Select(static drift => drift.CheckedAt).Distinct());
    }

    [Fact]
    public async Task A_subscription_on_which_the_reconcile_may_not_run_is_not_checked()
    {
        var subscription = await CreatedAsync();
        await Host.WaitAsync(await Host.StartAsync("terminate_gadget", subscription), ProcessStatus.Completed);

        var refused = await Assert.ThrowsAsync<ConflictException>(() => CheckAsync(subscription));

        Assert.Equal(
            $"Subscription {subscription} cannot be checked while it is terminated: its reconcile workflow runs only while it is active.",
            refused.Message
        );
    }
}
