using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>A resource that tries to change something during a check with each service that the engine offers.</summary>
public sealed class CheckedServiceTests : IAsyncLifetime
{
    /// <summary>What a check is for.</summary>
    private static readonly string[] DriftTables = ["external_drift", "external_drift_history"];

    /// <summary>It writes an index that is complete as it was.</summary>
    private const string Rewriting = "IEngineControl.RebuildSearchIndexAsync";

    private readonly GadgetSystem _workshop = new();
    private IServiceCollection _services = null!;
    private EngineHost _host = null!;
    private Guid _checked;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(services: services => _services = services.AddSingleton(_workshop));
        _checked = await CreateAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_resource_that_calls_any_method_of_any_service_during_a_check_changes_nothing()
    {
        var methods = ServiceCalls.Of(_services);
        var errors = new List<string>();

        // What only reads leaves the objects as they are, so that all of it can be called with the same ones.
        var objects = await ArrangeAsync(ServiceCalls.Reads.First());
        await UntilIdleAsync();
        var (reads, writes) = (methods.Where(IsRead), methods.Where(static call => !IsRead(call)));
        foreach (var (name, method) in reads.Concat(writes.Where(static (_, index) => FaultShare.Includes(index))))
        {
            var called = ServiceCalls.Reads.Contains(name) ? objects : await ArrangeAsync(name);
            if (await FindErrorAsync(name, method, called) is { } error)
            {
                errors.Add($"{name}: {error}");
            }
        }

        Assert.True(errors.Count == 0, string.Join('\n', errors));
        Assert.Empty(ServiceCalls.Reads.Except(methods.Keys));
        Assert.InRange(methods.Count - ServiceCalls.Reads.Count, 30, 200);

        static bool IsRead(KeyValuePair<string, MethodInfo> call) => ServiceCalls.Reads.Contains(call.Key);
    }

    /// <summary>Calls a method in a check, which changes nothing; and, unless it only reads, without a check, which does.</summary>
    private async Task<string?> FindErrorAsync(string name, MethodInfo method, CalledObjects objects)
    {
        var before = Dump(DriftTables);
        Exception? refusal = null;
        var isCalled = false;
        _workshop.OnRead = async () =>
        {
            _workshop.OnRead = null;
            isCalled = true;
            refusal = await Record.ExceptionAsync(() => ServiceCalls.InvokeAsync(_host.Services, method, objects));
        };
        await _host.Services.GetRequiredService<IDriftChecks>().CheckAsync(_checked, "ann");
        if (!isCalled)
        {
            return "The check has not read the resource.";
        }

        if (!before.SequenceEqual(Dump(DriftTables)))
        {
            return $"It has changed {Difference(before, Dump(DriftTables))} during a check.";
        }

        if (ServiceCalls.Reads.Contains(name))
        {
            return refusal is OrchestratorException { Code: "check_wrote" } ? "It only reads, and is refused." : null;
        }

        if (refusal is not OrchestratorException { Code: "check_wrote" })
        {
            return $"It is not refused during a check: {refusal?.ToString() ?? "it succeeds"}.";
        }

        // The arguments are such that it has something to change.
        var outside = Dump();
        await ServiceCalls.InvokeAsync(_host.Services, method, objects);
        return outside.SequenceEqual(Dump()) && name != Rewriting ? "It changes nothing without a check either." : null;
    }

    private async Task<CalledObjects> ArrangeAsync(string name)
    {
        _host.Database.Query("UPDATE engine_settings SET global_lock = FALSE");
        _host.Database.Query("DELETE FROM drift_pauses");
        await UntilIdleAsync();
        var services = _host.Services;
        var held = await CreateAsync();
        _workshop.Failure = new TimeoutException("down");
        var failed = await _host.StartAsync("reconcile_gadget", held);
        await _host.WaitAsync(failed, ProcessStatus.Failed, ProcessStatus.ApiUnavailable);
        _workshop.Failure = null;
        var other = await CreateAsync();
        var key = _host
            .Database.Query(
                $"""
                SELECT value FROM subscription_instance_values v
                JOIN subscription_instances i ON i.subscription_instance_id = v.subscription_instance_id
                JOIN resource_types r ON r.resource_type_id = v.resource_type_id
                WHERE r.resource_type = 'key' AND i.subscription_id = '{other}'
                """
            )
            .Single();
        _workshop.Objects[key] = new(Size: 99, "", Revision: 1);
        var descriptions = services.GetRequiredService<ICustomerDescriptions>();
        var description = await descriptions.AddAsync("customer", held, "It is theirs.", "ann");
        await descriptions.AddAsync("customer", other, "It is theirs.", "ann");
        var schedule = await services
            .GetRequiredService<ISchedules>()
            .CreateAsync("mop_floor", "Mop", ScheduleTrigger.Cron("0 3 1 1 *"), [EngineHost.Page(new { })], "ann");
        var bulk = name is "IBulkReconciles.SetPausedAsync" or "IBulkReconciles.CancelAsync" ? await BrakeAsync() : Guid.Empty;
        if (name == "IProcesses.SkipAsync")
        {
            failed = await FailPlainAsync();
        }

        var (called, token) = name.StartsWith("ICallbacks.", StringComparison.Ordinal) ? await CallAsync() : (Guid.Empty, "");
        if (name == "IAcceptedDeviations.WithdrawAsync")
        {
            await services
                .GetRequiredService<IAcceptedDeviations>()
                .AcceptAsync(other, new("gadget in the workshop", "size", "It is wanted."), "ann");
        }
        else if (name == "IDriftPauses.EndAsync")
        {
            await services
                .GetRequiredService<IDriftPauses>()
                .PauseAsync(DriftPauseTarget.OfProduct("gadget"), "It is wanted.", until: null, "ann");
        }
        else if (name == "IDriftPolicies.ResetAsync")
        {
            await services.GetRequiredService<IDriftPolicies>().SetAsync("gadget", new(), "ann");
        }
        else if (name == "ISubscriptionDirectory.SetInSyncAsync")
        {
            _host.Database.Query($"UPDATE subscriptions SET insync = FALSE WHERE subscription_id = '{other}'");
        }
        else if (name == "IEngineControl.ResumeAsync")
        {
            await services.GetRequiredService<IEngineControl>().PauseAsync("ann");
        }

        return new()
        {
            Subscription = IsOfUnheld(name) ? other : held,
            Other = other,
            Failed = failed,
            Bulk = bulk,
            Called = called,
            Token = token,
            Task = name == "IProcesses.DeleteAsync" ? (await _host.RunPlainAsync("mop_floor")).ProcessId : Guid.Empty,
            Description = description,
            Schedule = schedule,
            Product = Id("SELECT product_id FROM products WHERE name = 'gadget'"),
            Block = Id("SELECT product_block_id FROM product_blocks WHERE name = 'Gadget'"),
            ResourceType = Id("SELECT resource_type_id FROM resource_types WHERE resource_type = 'key'"),
            Workflow = Id("SELECT workflow_id FROM workflows WHERE name = 'validate_gadget'"),
            ScheduledWorkflow = Id("SELECT workflow_id FROM workflows WHERE name = 'mop_floor'"),
        };
    }

    private static bool IsOfUnheld(string name) =>
        name == "ISubscriptionDirectory.SetInSyncAsync"
        || name.Split('.')[0] is "IReconcilePlans" or "IAcceptedDeviations" or "IDriftChecks";

    private Guid Id(string sql) => Guid.Parse(_host.Database.Query(sql)[0]);

    private async Task<Guid> CreateAsync() =>
        (
            await _host.WaitAsync(
                await _host.Processes.StartAsync(
                    "create_gadget",
                    [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })],
                    "test"
                ),
                ProcessStatus.Completed
            )
        ).SubscriptionIds.Single();

    /// <summary>Starts a bulk reconcile that its brake pauses.</summary>
    private async Task<Guid> BrakeAsync()
    {
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("down"));
        var bulk = _host.Services.GetRequiredService<IBulkReconciles>();
        var id = await bulk.StartAsync("product_name:thing insync:true", concurrency: 1, "ann", brakes: new() { Canary = 1 });
        await EngineHost.UntilAsync(async () => (await bulk.GetAsync(id)).Paused);

        // It would look again and again, and write that it has.
        await _host.Services.GetRequiredService<IEngineControl>().PauseAsync("ann");
        await EngineHost.UntilAsync(async () =>
            (await _host.Services.GetRequiredService<IEngineControl>().GetStatusAsync()).RunningProcesses == 0
        );
        return id;
    }

    /// <summary>Lets a process fail at a step of an author, which can be left out.</summary>
    private async Task<Guid> FailPlainAsync()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("down"));
        var failed = await _host.StartAsync("reconcile_thing", thing);
        await _host.WaitAsync(failed, ProcessStatus.Failed);
        return failed;
    }

    /// <summary>Starts a process that awaits a callback.</summary>
    private async Task<(Guid Process, string Token)> CallAsync()
    {
        _workshop.Objects.TryRemove("k1", out _);
        var process = await _host.StartAsync("forge_gadget", await CreateAsync(), new { size = 7 });
        await _host.WaitAsync(process, ProcessStatus.AwaitingCallback);
        return (process, _host.Services.GetRequiredService<CallbackRoutes>().Given.Last()!.Split('/')[^1]);
    }

    /// <summary>Waits until nothing that was started is at work: it would change tables meanwhile.</summary>
    private Task UntilIdleAsync() =>
        EngineHost.UntilAsync(() =>
        {
            // One that its brake has paused looks again and again.
            _host.Database.Query(
                "UPDATE processes SET last_status = 'aborted' WHERE last_status = 'waiting' "
                    + "AND pid IN (SELECT pid FROM bulk_reconciles WHERE paused)"
            );
            return Task.FromResult(
                _host.Database.Query("SELECT pid FROM processes WHERE last_status IN ('created', 'running', 'resumed', 'waiting')").Count
                    == 0
            );
        });

    /// <summary>All rows of all tables but some and that of the hosts.</summary>
    private IReadOnlyList<string> Dump(params string[] without) =>
        [
            .. Tables()
                .Except([.. without, TestDatabase.HostTable])
                .SelectMany(table =>
                    _host.Database.Query($"SELECT * FROM {table}").Order(StringComparer.Ordinal).Select(row => $"{table}: {row}")
                ),
        ];

    private IReadOnlyList<string> Tables() =>
        _host.Database.Query(
            _host.Database is SqliteTestDatabase
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
                    + "AND name NOT LIKE 'search_words%' AND name NOT LIKE 'sqlite%' ORDER BY name"
                : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%' ORDER BY tablename"
        );

    private static string Difference(IEnumerable<string> before, IReadOnlyList<string> after) =>
        string.Join("; ", after.Except(before).Concat(before.Except(after)).Take(4));
}
