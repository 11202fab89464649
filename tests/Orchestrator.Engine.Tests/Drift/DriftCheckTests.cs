using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Orchestrator.Diagnostics;
using Orchestrator.Drift;
using Orchestrator.ExternalResources;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

public sealed class DriftCheckTests : IAsyncLifetime
{
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;

    private IDriftChecks Checks => _host.Services.GetRequiredService<IDriftChecks>();

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(services: services => services.AddSingleton(_system));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_subscription_that_was_never_checked_says_so()
    {
        var subscription = await CreatedAsync();
        _host.Database.Query("DELETE FROM external_drift");

        var drift = await Checks.GetAsync(subscription);

        Assert.Equal((DriftStatus.NeverChecked, null, null), (drift.Status, drift.CheckedAt, drift.Since));
    }

    [Fact]
    public async Task A_check_finds_each_difference_with_both_values_masks_secrets_and_writes_nothing_outside()
    {
        var subscription = await CreatedAsync();
        _system.Objects["g1"] = new(Size: 4, "0ther", Revision: 70);

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
            string.Join('\n', _host.Database.Query("SELECT resources FROM external_drift")),
            StringComparison.Ordinal
        );
        Assert.Single(_system.Writes);
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
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
        var first = await CheckAsync(subscription);
        var second = await CheckAsync(subscription);
        _system.Objects.Clear();
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
        _system.Failure = new JsonException("rubbish");
        var rubbish = await CheckAsync(subscription);
        _system.Failure = null;
        _system.Hold();

        await using var impatient = await EngineHost.StartAsync(
            _host.Database,
            static options => options.DriftCheckTimeout = TimeSpan.FromSeconds(1),
            services => services.AddSingleton(_system)
        );
        var slow = await impatient.Services.GetRequiredService<IDriftChecks>().CheckAsync(subscription, "ann");
        _system.LetGo();

        Assert.Equal((DriftStatus.Unknown, "rubbish"), (rubbish.Status, rubbish.Resources[0].Error));
        Assert.Equal((DriftStatus.Unknown, "workshop did not answer within 00:00:01."), (slow.Status, slow.Resources[0].Error));
        Assert.Empty(await DriftedAsync());
    }

    [Fact]
    public async Task A_check_while_a_process_works_is_refused_with_the_process_and_stores_nothing()
    {
        var subscription = await CreatedAsync();
        _system.Hold();
        var running = await _host.StartAsync("modify_gadget", subscription, new { size = 5, secret = "" });
        await _system.ReadBegun;

        var refused = await Assert.ThrowsAsync<ConflictException>(() => CheckAsync(subscription));
        _system.LetGo();
        await _host.WaitAsync(running, ProcessStatus.Completed);

        Assert.Equal(running, refused.LockedBy);
        Assert.DoesNotContain(await HistoryAsync(subscription), static change => change.ProcessId is null);
    }

    [Fact]
    public async Task A_check_after_a_modify_has_failed_is_answered_and_counts_once_the_subscription_is_released()
    {
        var subscription = await CreatedAsync();
        _system.Store = static _ => new(Size: 7, "", Revision: 1);
        var failed = await _host.StartAsync("modify_gadget", subscription, new { size = 5, secret = "" });
        await _host.WaitAsync(failed, ProcessStatus.Failed);

        var drift = await CheckAsync(subscription);
        var whileHeld = await DriftedAsync();
        await _host.Processes.AbortAsync(failed, "ann");
        await _host.Services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(subscription, "ann");

        Assert.Equal((DriftStatus.Drifted, failed), (drift.Status, drift.LockedBy));
        Assert.Empty(whileHeld);
        Assert.Equal([subscription], await DriftedAsync());
        Assert.Equal(5, drift.Resources[0].Differences[0].Desired.GetInt32());
    }

    [Fact]
    public async Task A_check_whose_subscription_was_changed_meanwhile_is_made_again_with_the_new_values()
    {
        var subscription = await CreatedAsync();
        _system.Hold();
        var checking = CheckAsync(subscription);
        await _system.ReadBegun;
        _host.Database.Query($"UPDATE subscriptions SET note = 'changed' WHERE subscription_id = '{subscription}'");
        var before = _system.Reads;
        _system.LetGo();

        var drift = await checking;

        Assert.Equal((DriftStatus.NoDrift, before + 1), (drift.Status, _system.Reads));
    }

    [Fact]
    public async Task Checks_of_one_subscription_at_one_time_share_one_read()
    {
        var subscription = await CreatedAsync();
        var before = _system.Reads;
        _system.Hold();
        var first = CheckAsync(subscription);
        await _system.ReadBegun;
        var others = Enumerable.Range(0, 10).Select(_ => CheckAsync(subscription)).ToArray();
        _system.LetGo();

        var all = await Task.WhenAll([first, .. others]);

        Assert.Equal(before + 1, _system.Reads);
        Assert.Single(all.Select(static drift => drift.CheckedAt).Distinct());
    }

    [Fact]
    public async Task A_subscription_on_which_the_reconcile_may_not_run_is_not_checked()
    {
        var subscription = await CreatedAsync();
        await _host.WaitAsync(await _host.StartAsync("terminate_gadget", subscription), ProcessStatus.Completed);

        var refused = await Assert.ThrowsAsync<ConflictException>(() => CheckAsync(subscription));

        Assert.Equal(
            $"Subscription {subscription} cannot be checked while it is terminated: its reconcile workflow runs only while it is active.",
            refused.Message
        );
    }

    [Fact]
    public async Task The_gauge_shows_how_many_subscriptions_of_each_product_have_drifted_and_zero_when_none_has()
    {
        var subscription = await CreatedAsync();
        using var drifted = new MetricCollector<long>(
            _host.Services.GetRequiredService<IMeterFactory>(),
            OrchestratorTelemetry.MeterName,
            "orchestrator.subscriptions.drifted"
        );
        var desired = _system.Objects["g1"];
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
        await CheckAsync(subscription);
        await ShownAsync(1);

        _host.Database.Query("UPDATE subscriptions SET insync = FALSE");
        await ShownAsync(0);
        _host.Database.Query("UPDATE subscriptions SET insync = TRUE");
        await ShownAsync(1);

        _system.Objects["g1"] = desired;
        await CheckAsync(subscription);
        await ShownAsync(0);

        Task ShownAsync(long count) =>
            EngineHost.UntilAsync(() =>
            {
                drifted.Clear();
                drifted.RecordObservableInstruments();
                return Task.FromResult(
                    drifted
                        .GetMeasurementSnapshot()
                        .Any(measurement => Equals(measurement.Tags["orchestrator.product.name"], "gadget") && measurement.Value == count)
                );
            });
    }

    [Fact]
    public async Task Lists_counts_and_groups_are_of_what_has_drifted()
    {
        var subscriptions = new List<Guid>();
        for (var index = 0; index < 3; index++)
        {
            subscriptions.Add(await CreatedAsync());
        }

        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
        _system.Objects["g3"] = new(Size: 4, "x", Revision: 1);
        foreach (var subscription in subscriptions)
        {
            await CheckAsync(subscription);
        }

        var page = await Checks.ListAsync(new(0, 1) { Product = "gadget", Status = DriftStatus.Drifted });
        var counts = await Checks.SummarizeAsync();
        var groups = await Checks.GroupAsync("gadget");

        Assert.Equal((subscriptions[2], 2), (page.Items.Single().SubscriptionId, page.Total));
        Assert.Equal([new("gadget", DriftStatus.Drifted, 2), new("gadget", DriftStatus.NoDrift, 1)], counts);
        Assert.Equal([("size", 2), ("secret", 1)], groups.Select(static group => (group.Difference.Path, group.Subscriptions)));
        Assert.Empty(await Checks.GroupAsync("another"));
    }

    [Fact]
    public async Task What_a_process_has_read_back_is_a_check_once_it_gives_the_subscription_back()
    {
        var subscription = await CreatedAsync();
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
        await CheckAsync(subscription);
        var reconcile = await _host.StartAsync("reconcile_gadget", subscription);
        await _host.WaitAsync(reconcile, ProcessStatus.Completed);

        var repaired = await Checks.GetAsync(subscription);
        var change = (await HistoryAsync(subscription))[0];

        Assert.Equal((DriftStatus.NoDrift, DriftStatus.NoDrift), (repaired.Status, repaired.Resources.Single().Status));
        Assert.Equal((DriftStatus.NoDrift, reconcile), (change.Status, change.ProcessId));
    }

    [Fact]
    public async Task What_a_process_has_read_replaces_every_check_but_one_that_was_made_while_it_held_the_subscription()
    {
        var subscription = await CreatedAsync();
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
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
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
        var found = (await CheckAsync(subscription)).Resources[0];
        var accepted = found.Differences[0] with { Accepted = new("ann", "Known.", Until: null) };

        await WriteAsync(
            (writer, database, token) => AddAsync(writer, database, subscription, found.Id, Report([accepted]), Guid.NewGuid(), token)
        );
        var shown = await Checks.GetAsync(subscription);

        Assert.Equal(DriftStatus.Drifted, shown.Status);
        Assert.Null(Assert.Single(shown.Resources.Single().Differences).Accepted);
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
        await _host
            .Services.GetRequiredService<WriteTransactions>()
            .RunAsync<object>(
                async (database, token) =>
                {
                    await write(_host.Services.GetRequiredService<DriftWriter>(), database, token);
                    return database;
                },
                CancellationToken.None
            );

    [Fact]
    public async Task A_check_that_finds_the_same_again_is_not_published()
    {
        var (first, last) = (await CreatedAsync(), await CreatedAsync());
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
        _system.Objects["g2"] = new(Size: 5, "", Revision: 1);
        using var changes = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        await using var published = changes.ReadAllAsync().WithDeadline().GetAsyncEnumerator();

        // It is published after everything that was done before.
        await _host.Services.GetRequiredService<IEngineControl>().ResumeAsync("test");
        while (await published.MoveNextAsync() && published.Current.Kind != ChangeKind.EngineStatus) { }

        // Each is read before the next can be published: changes that are not read yet become one.
        await CheckAsync(first);
        Assert.Equal(first, await NextAsync());
        await CheckAsync(first);
        await CheckAsync(last);
        Assert.Equal(last, await NextAsync());
        _system.Objects["g1"] = new(Size: 5, "", Revision: 1);
        await CheckAsync(first);
        Assert.Equal(first, await NextAsync());

        async Task<Guid?> NextAsync()
        {
            while (await published.MoveNextAsync())
            {
                if (published.Current.Kind == ChangeKind.Drift)
                {
                    return published.Current.Id;
                }
            }

            return null;
        }
    }

    [Fact]
    public async Task What_a_validation_finds_is_a_check_too()
    {
        var subscription = await CreatedAsync();
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);
        var validation = await _host.StartAsync("validate_gadget", subscription);
        await _host.WaitAsync(validation, ProcessStatus.InconsistentData);

        var drift = await Checks.GetAsync(subscription);

        Assert.Equal(DriftStatus.Drifted, drift.Status);
        Assert.Equal(["size"], drift.Resources.SelectMany(static resource => resource.Differences).Select(static found => found.Path));
        Assert.Equal([subscription], await DriftedAsync());
        Assert.Equal(validation, (await HistoryAsync(subscription))[0].ProcessId);
    }

    [Fact]
    public async Task A_check_is_refused_every_service_of_the_engine_but_those_that_only_read()
    {
        IServiceCollection? all = null;
        await using var host = await EngineHost.StartAsync(services: services => all = services.AddSingleton(_system));
        Type[] ofTheEngine =
        [
            .. all!
                .Where(static service => !service.ServiceType.IsGenericTypeDefinition)
                .Where(static service => Holds(service.ServiceType, typeof(IDriftChecks).Assembly))
                .Select(static service => service.ServiceType)
                .Distinct(),
        ];
        var refused = ofTheEngine.Where(CheckCall.MayWrite);

        Assert.InRange(ofTheEngine.Length, 40, 1_000);
        Assert.Equal([typeof(ISubscriptions)], ofTheEngine.Except(refused));
        Assert.All(
            [typeof(IServiceProvider), typeof(IServiceScopeFactory), typeof(IEnumerable<IProcesses>)],
            static type => Assert.True(CheckCall.MayWrite(type))
        );
        Assert.False(CheckCall.MayWrite(typeof(GadgetSystem)));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_service_of_the_application_cannot_write_with_one_of_the_engine_either(string what)
    {
        var subscription = await CreatedAsync();
        var pages = new[] { EngineHost.Page(new { subscription_id = subscription }) };
        _system.OnRead = what switch
        {
            "start" => () => _host.Processes.StartAsync("validate_gadget", pages, "ann"),
            "set in sync" => () => _host.Services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(subscription, "ann"),
            "pause" => () => _host.Services.GetRequiredService<IEngineControl>().PauseAsync("ann"),
            _ => () => _host.Services.GetRequiredService<ICustomerDescriptions>().AddAsync("c", subscription, "x", "ann"),
        };
        _host.Database.Query("UPDATE subscriptions SET insync = FALSE");
        var before = Tables();

        var drift = await CheckAsync(subscription);

        Assert.StartsWith("A check has tried to change the core database", drift.Resources[0].Error, StringComparison.Ordinal);
        Assert.Equal(before, Tables());
    }

    public static TheoryData<string> Writes => ["start", "set in sync", "pause", "describe"];

    private string Tables() =>
        string.Join(
            '\n',
            new[]
            {
                "SELECT count(*) FROM processes",
                "SELECT count(*) FROM process_steps",
                "SELECT count(*) FROM subscription_customer_descriptions",
                "SELECT count(*) FROM audit_entries",
                "SELECT count(*) FROM subscriptions WHERE insync",
                "SELECT count(*) FROM engine_settings WHERE global_lock",
            }.SelectMany(_host.Database.Query)
        );

    private static bool Holds(Type service, System.Reflection.Assembly assembly) =>
        service.Assembly == assembly || service.GenericTypeArguments.Any(argument => Holds(argument, assembly));

    private Task<SubscriptionDrift> CheckAsync(Guid subscription) => Checks.CheckAsync(subscription, "ann");

    private async Task<IReadOnlyList<DriftChange>> HistoryAsync(Guid subscription) =>
        (await Checks.GetHistoryAsync(subscription, skip: 0, take: 100)).Items;

    private async Task<IReadOnlyList<Guid>> DriftedAsync() =>
        [.. (await Checks.ListAsync(new(0, 100) { Status = DriftStatus.Drifted })).Items.Select(static item => item.SubscriptionId)];

    private async Task<Guid> CreatedAsync()
    {
        var created = await _host.WaitAsync(
            await _host.Processes.StartAsync(
                "create_gadget",
                [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })],
                "test"
            ),
            ProcessStatus.Completed
        );
        return created.SubscriptionIds.Single();
    }
}
