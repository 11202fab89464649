using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Forms;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Starting;

/// <summary>Who comes too late for a subscription is refused at the start, and no process is left for a person to clear up.</summary>
public sealed class SubscriptionReservationTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.New();
    private EngineHost _host = null!;
    private Guid _thing;

    public async ValueTask InitializeAsync()
    {
        await using (var host = await EngineHost.StartAsync(_database))
        {
            _thing = await host.CreateThingAsync();
        }

        // No worker: what is started stays as it is created, as it does behind others in a long queue.
        _host = await EngineHost.StartAsync(
            _database,
            static options =>
            {
                foreach (var queue in options.Queues.Keys.ToArray())
                {
                    options.Queues[queue] = 0;
                }
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Of_two_hundred_starts_at_once_one_is_created_and_the_others_are_refused_with_its_name()
    {
        (string Workflow, object[] Pages)[] workflows =
        [
            ("reconcile_thing", []),
            ("modify_thing", [new { size = 2 }]),
            ("terminate_thing", []),
            ("modify_thing_carefully", []),
        ];

        var starts = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(number => Task.Run(() => StartAsync(workflows[number % workflows.Length])))
        );

        var winner = Assert.Single(starts, static start => start.Created is not null).Created!.Value;
        Assert.All(
            starts.Where(static start => start.Created is null),
            start => Assert.Equal((RejectionBy(winner), winner.ToString()), (start.Message, start.Holder))
        );
        Assert.Equal([$"{winner}|created"], Processes());
        var action = (await _host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(_thing)).Items.Single(static item =>
            item.Name == "modify_thing"
        );
        Assert.Equal((ActionReason.NotInSync, winner), (action.Block?.Reason, action.Block?.LockedBy));
        Assert.Equal(["1|null"], _database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    private static string RejectionBy(Guid process) =>
        $"This workflow cannot be started: {ActionReason.Describe(ActionReason.NotInSync)}: process {process} (created) works on it. Start "
        + "again when that process has ended";

    [Fact]
    public async Task A_process_that_is_aborted_before_it_has_locked_leaves_nothing_reserved()
    {
        var first = (await StartAsync(("reconcile_thing", []))).Created!.Value;
        Assert.Equal(first.ToString(), (await StartAsync(("terminate_thing", []))).Holder);

        await _host.Processes.AbortAsync(first, "test");

        Assert.NotNull((await StartAsync(("terminate_thing", []))).Created);
    }

    [Theory]
    [InlineData("UPDATE processes SET last_status = 'failed'")]
    [InlineData("DELETE FROM processes WHERE last_status = 'created'")]
    public async Task A_process_that_fails_or_is_gone_before_it_has_locked_leaves_nothing_reserved(string fate)
    {
        Assert.NotNull((await StartAsync(("reconcile_thing", []))).Created);

        _database.Query(fate);

        Assert.NotNull((await StartAsync(("modify_thing", [new { size = 2 }]))).Created);
    }

    [Fact]
    public async Task What_does_not_lock_the_subscription_is_not_kept_from_it()
    {
        Assert.NotNull((await StartAsync(("reconcile_thing", []))).Created);

        Assert.NotNull((await StartAsync(("validate_thing", []))).Created);
        Assert.NotNull((await StartAsync(("modify_note", [new { note = "Beside." }]))).Created);
    }

    [Fact]
    public async Task A_validation_that_runs_meanwhile_leaves_the_subscription_to_the_one_that_has_reserved_it()
    {
        var reconcile = (await StartAsync(("reconcile_thing", []))).Created!.Value;
        var validate = (await StartAsync(("validate_thing", []))).Created!.Value;

        await using (
            var validating = await EngineHost.StartAsync(
                _database,
                static options => (options.Queues["reconcile"], options.Queues["default"]) = (0, 0)
            )
        )
        {
            validating.External.FailNext(new InvalidOperationException("Held."));
            await validating.WaitAsync(validate, ProcessStatus.Completed, ProcessStatus.Failed);
        }

        await using var next = await EngineHost.StartAsync(_database);
        await next.WaitAsync(reconcile, ProcessStatus.Completed);
        Assert.Equal(["1|null"], _database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    private IReadOnlyList<string> Processes() => _database.Query("SELECT pid, last_status FROM processes WHERE last_status <> 'completed'");

    private async Task<(Guid? Created, string? Message, string? Holder)> StartAsync((string Workflow, object[] Pages) start)
    {
        try
        {
            return (await _host.StartAsync(start.Workflow, _thing, start.Pages), null, null);
        }
        catch (FormInvalidException refused)
        {
            var error = Assert.Single(refused.Errors);
            return (null, error.Message, error.Context?.GetValueOrDefault("locked_by")?.ToString());
        }
    }
}
