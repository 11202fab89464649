using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkChecks;

/// <summary>Who may check many subscriptions, and which.</summary>
public sealed class BulkCheckAccessTests : IAsyncLifetime
{
    private const string BulkCheck = "task_bulk_check";

    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;

    private IBulkChecks Checks => _host.Services.GetRequiredService<IBulkChecks>();

    private IBulkReconciles Reconciles => _host.Services.GetRequiredService<IBulkReconciles>();

    public async ValueTask InitializeAsync()
    {
        _host = await StartAsync();
        GadgetRows.Create(_host, _system, 3);
        _host.Database.Query($"UPDATE subscriptions SET customer_id = 'other' WHERE subscription_id <> '{GadgetRows.IdOf(1)}'");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("bob", 1)]
    [InlineData("ann", 3)]
    public async Task Subscriptions_that_the_user_does_not_see_are_neither_checked_nor_counted(string user, int seen)
    {
        var id = await Checks.StartAsync("", concurrency: 5, user);
        var process = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(new BulkCheckCounts(Found: seen, NoDrift: seen, 0, 0, 0, 0), (await Checks.GetAsync(id)).Counts);
        Assert.Equal(seen, process.CurrentState["bulk_check"].GetProperty("found").GetInt32());
        Assert.Equal(seen, _system.Reads);
        Assert.Equal(seen, _host.Database.Query("SELECT subscription_id FROM external_drift").Count);
    }

    [Fact]
    public async Task Neither_does_a_bulk_reconcile_count_them()
    {
        var id = await Reconciles.StartAsync("", concurrency: 5, "bob");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        var shown = await Reconciles.GetAsync(id);
        Assert.Equal(new BulkReconcileCounts(1, 0, 0, Done: 1, 0, 0), shown.Counts);
        Assert.Empty(shown.Refusals);
    }

    [Fact]
    public async Task A_search_that_finds_only_them_finds_nothing()
    {
        const string query = "customer_id:other";

        var check = await Assert.ThrowsAsync<InvalidRequestException>(() => Checks.StartAsync(query, concurrency: 5, "bob"));
        var reconcile = await Assert.ThrowsAsync<InvalidRequestException>(() => Reconciles.StartAsync(query, concurrency: 5, "bob"));

        Assert.Equal(("bulk_selects_nothing", "bulk_selects_nothing"), (check.Code, reconcile.Code));
        await _host.WaitAsync(await Checks.StartAsync(query, concurrency: 5, "ann"), ProcessStatus.Completed);
    }

    [Fact]
    public async Task To_name_them_finds_nothing_either()
    {
        var hidden = BulkSelection.OfSubscriptions([GadgetRows.IdOf(2), GadgetRows.IdOf(3)]);

        var check = await Assert.ThrowsAsync<InvalidRequestException>(() => Checks.StartAsync(hidden, concurrency: 5, "bob"));
        var reconcile = await Assert.ThrowsAsync<InvalidRequestException>(() => Reconciles.StartAsync(hidden, concurrency: 5, "bob"));

        Assert.Equal(("bulk_selects_nothing", "bulk_selects_nothing"), (check.Code, reconcile.Code));
    }

    [Fact]
    public async Task Who_may_start_the_task_but_not_check_is_refused_however_it_is_started()
    {
        await using var host = await StartAsync(new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        var checks = host.Services.GetRequiredService<IBulkChecks>();
        GadgetRows.Create(host, _system, 1);
        var pages = new[] { EngineHost.Page(new { query = "", concurrency = 5 }) };
        var schedules = host.Services.GetRequiredService<ISchedules>();

        var dryRun = await Assert.ThrowsAsync<ForbiddenException>(() => checks.StartAsync("", concurrency: 5, "eve"));
        var task = await Assert.ThrowsAsync<ForbiddenException>(() => host.Processes.StartAsync(BulkCheck, pages, "eve"));
        var form = await Assert.ThrowsAsync<ForbiddenException>(() => host.Processes.StartAsync(BulkCheck, [], "eve"));
        var schedule = await schedules.CreateAsync(BulkCheck, "Check", ScheduleTrigger.Every(TimeSpan.FromHours(1)), pages, "eve");
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.All([dryRun, task, form], static refused => Assert.Equal("check_not_allowed", refused.Code));
        var fired = (await schedules.ListAsync()).Single(shown => shown.ScheduleId == schedule);
        Assert.Contains("not authorized to check subscription", fired.LastRefusal, StringComparison.Ordinal);
        Assert.Empty(host.Database.Query("SELECT pid FROM bulk_check_items"));
        await host.WaitAsync(await host.Processes.StartAsync(BulkCheck, pages, "ann"), ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_round_is_started_by_those_who_may_manage_drift_and_is_about_the_whole_product()
    {
        var pages = new[] { EngineHost.Page(new { product = "gadget" }) };

        var refused = await Assert.ThrowsAsync<ForbiddenException>(() => _host.Processes.StartAsync("task_heal_drift", pages, "kim"));
        Assert.Equal("manage_drift_not_allowed", refused.Code);

        var round = await _host.Processes.StartAsync("task_heal_drift", pages, "bob");
        await _host.WaitAsync(round, ProcessStatus.Completed);
        Assert.Equal(3, (await Checks.GetAsync(round, "ann")).Counts.Found);
    }

    private Task<EngineHost> StartAsync(TimeProvider? time = null) =>
        EngineHost.StartAsync(
            services: services =>
                services
                    .AddSingleton(_system)
                    .AddSingleton<IReadAuthorizer, OneCustomerForBob>()
                    .AddSingleton<IWorkflowAuthorizer, NoChecksForEveNorRoundsForKim>(),
            time: time
        );

    private sealed class OneCustomerForBob : IReadAuthorizer
    {
        public ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default) =>
            new(user.AuthenticatedName == "bob" ? CustomerScope.Only(["customer"]) : CustomerScope.All);
    }

    private sealed class NoChecksForEveNorRoundsForKim : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            new((request.User, request.Action) is not (("eve", WorkflowAction.Check) or ("kim", WorkflowAction.ManageDrift)));
    }
}
