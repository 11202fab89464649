using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Forms;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>Reconciles of a product start in its maintenance windows, and at other times only for those who may override them.</summary>
public sealed class MaintenanceWindowTests : IAsyncLifetime
{
    /// <summary>Midnight of a Wednesday. The windows are open from 02:00 to 04:00 in Amsterdam: from 01:00 UTC.</summary>
    private static readonly DateTimeOffset Midnight = new(2030, 1, 16, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Midnight);
    private readonly Overriders _overriders = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(
            time: _clock,
            configure: static options =>
                options.MaintenanceWindows["thing"] = [
                    new()
                    {
                        Cron = "0 2 * * *",
                        Duration = TimeSpan.FromHours(2),
                        TimeZone = "Europe/Amsterdam",
                    },
                    new()
                    {
                        Cron = "0 2 * * *",
                        Duration = TimeSpan.FromMinutes(30),
                        Deny = true,
                    },
                ],
            services: services => services.AddSingleton<IWorkflowAuthorizer>(_overriders)
        );

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(0, false)]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(119, true)]
    [InlineData(120, false)]
    [InlineData(149, false)]
    [InlineData(150, true)]
    [InlineData(179, true)]
    [InlineData(180, false)]
    public async Task A_reconcile_starts_in_a_window_that_allows_it_and_in_none_that_denies_it(int minutes, bool starts)
    {
        var thing = await _host.CreateThingAsync();
        _clock.SetUtcNow(Midnight.AddMinutes(minutes));

        var refused = await Record.ExceptionAsync(() => _host.StartAsync("reconcile_thing", thing));
        var action = await ReconcileAsync(thing, "ann");

        Assert.Equal(starts, refused is null);
        if (!starts)
        {
            Assert.Equal(ActionReason.MaintenanceWindow, action.Block?.Reason);
            Assert.Equal(
                "This workflow cannot be started: It is outside the maintenance window of the product",
                Assert.Single(Assert.IsType<FormInvalidException>(refused).Errors).Message
            );
        }
    }

    [Fact]
    public async Task A_user_who_may_override_the_window_starts_a_reconcile_at_any_time()
    {
        var thing = await _host.CreateThingAsync();
        var pages = new[] { EngineHost.Page(new { subscription_id = thing }) };

        Assert.Null((await ReconcileAsync(thing, "boss")).Block);
        var process = await _host.Processes.StartAsync("reconcile_thing", pages, "boss");
        await _host.WaitAsync(process, ProcessStatus.Completed);

        await Assert.ThrowsAsync<FormInvalidException>(() => _host.Processes.StartAsync("reconcile_thing", pages, "ann"));
    }

    [Fact]
    public async Task Other_workflows_and_other_products_have_no_window()
    {
        var thing = await _host.CreateThingAsync();

        var actions = await _host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(thing, "ann");

        Assert.All(actions.Items.Where(static item => item.Target != Target.Reconcile), static item => Assert.Null(item.Block));
    }

    [Fact]
    public async Task A_bulk_reconcile_refuses_outside_of_the_window_with_the_reason()
    {
        await _host.CreateThingAsync();
        var bulk = _host.Services.GetRequiredService<IBulkReconciles>();
        var id = await bulk.StartAsync("product_name:thing", concurrency: 1, "ann");
        do
        {
            await _host.AdvanceAsync(TimeSpan.FromSeconds(1));
        } while ((await _host.Processes.GetAsync(id)).Status != ProcessStatus.Completed);

        Assert.EndsWith(
            "It is outside the maintenance window of the product",
            Assert.Single((await bulk.GetAsync(id)).Refusals).Reason,
            StringComparison.Ordinal
        );
    }

    private async Task<SubscriptionAction> ReconcileAsync(Guid subscriptionId, Caller user) =>
        (await _host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(subscriptionId, user)).Items.Single(
            static item => item.Target == Target.Reconcile
        );

    /// <summary>Lets everyone do everything, but only one user override windows.</summary>
    private sealed class Overriders : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(request.Action != WorkflowAction.OverrideWindow || request.User == "boss");
    }
}
