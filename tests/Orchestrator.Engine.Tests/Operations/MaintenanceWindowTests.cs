using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
public sealed class MaintenanceWindowTests
{
    /// <summary>From here, the window in Amsterdam is open from minute 60 to 180, and nothing is started from 120 to 150.</summary>
    private static readonly DateTimeOffset Midnight = new(2030, 1, 16, 0, 0, 0, TimeSpan.Zero);

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
        await using var host = await StartAsync(minutes);
        var thing = await host.CreateThingAsync();

        var refused = await Record.ExceptionAsync(() => host.StartAsync("reconcile_thing", thing));
        var action = await ReconcileAsync(host, thing, "ann");

        Assert.True(starts == refused is null, refused?.ToString());
        if (!starts)
        {
            Assert.Equal(ActionReason.MaintenanceWindow, action.Block?.Reason);
            Assert.Equal(
                "This workflow cannot be started: It is outside the maintenance window of the product",
                Assert.Single(Assert.IsType<FormInvalidException>(refused).Errors).Message
            );
        }
    }

    [Theory]
    [InlineData(0, false, 60)]
    [InlineData(60, true, 120)]
    [InlineData(120, false, 150)]
    [InlineData(150, true, 180)]
    [InlineData(180, false, 24 * 60 + 60)]
    public async Task The_actions_of_a_subscription_say_until_when_its_windows_are_open_or_closed(int minutes, bool isOpen, int until)
    {
        await using var host = await StartAsync(minutes);
        var thing = await host.CreateThingAsync();

        var actions = await host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(thing, "ann");

        Assert.Equal(new MaintenanceWindowState(isOpen, Midnight.AddMinutes(until)), actions.Window);
    }

    [Fact]
    public async Task A_user_who_may_override_the_window_starts_a_reconcile_at_any_time()
    {
        await using var host = await StartAsync();
        var thing = await host.CreateThingAsync();
        var pages = new[] { EngineHost.Page(new { subscription_id = thing }) };

        Assert.Null((await ReconcileAsync(host, thing, "boss")).Block);
        var process = await host.Processes.StartAsync("reconcile_thing", pages, "boss");
        await host.WaitAsync(process, ProcessStatus.Completed);

        await Assert.ThrowsAsync<FormInvalidException>(() => host.Processes.StartAsync("reconcile_thing", pages, "ann"));
    }

    [Fact]
    public async Task Only_the_reconcile_workflow_has_a_window()
    {
        await using var host = await StartAsync();
        var thing = await host.CreateThingAsync();

        var actions = await host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(thing, "ann");

        Assert.Equal(
            ["reconcile_thing"],
            actions.Items.Where(static item => item.Block?.Reason == ActionReason.MaintenanceWindow).Select(static item => item.Name)
        );
    }

    [Fact]
    public async Task A_bulk_reconcile_refuses_outside_of_the_window_with_the_reason()
    {
        await using var host = await StartAsync();
        await host.CreateThingAsync();
        var bulk = host.Services.GetRequiredService<IBulkReconciles>();
        var id = await bulk.StartAsync("product_name:thing", concurrency: 1, "ann");
        await EngineHost.UntilAsync(async () =>
        {
            await host.AdvanceAsync(TimeSpan.FromSeconds(1));
            return (await host.Processes.GetAsync(id)).Status == ProcessStatus.Completed;
        });

        Assert.EndsWith(
            "It is outside the maintenance window of the product",
            Assert.Single((await bulk.GetAsync(id)).Refusals).Reason,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Thing", "Did you mean 'thing'?")]
    [InlineData("l2vpn", "Products: ")]
    public async Task Windows_of_a_product_that_does_not_exist_are_refused_when_the_host_starts(string product, string hint)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            EngineHost.StartAsync(configure: options =>
                options.MaintenanceWindows[product] = [new() { Cron = "0 2 * * *", Duration = TimeSpan.FromHours(2) }]
            )
        );

        Assert.StartsWith(
            $"Orchestrator:MaintenanceWindows:{product}: there is no product '{product}'. {hint}",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    private static Task<EngineHost> StartAsync(int minutes = 0) =>
        EngineHost.StartAsync(
            time: new FakeTimeProvider(Midnight.AddMinutes(minutes)),
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
            services: static services => services.AddSingleton<IWorkflowAuthorizer, Overriders>()
        );

    private static async Task<SubscriptionAction> ReconcileAsync(EngineHost host, Guid subscriptionId, Caller user) =>
        (await host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(subscriptionId, user)).Items.Single(static item =>
            item.Target == Target.Reconcile
        );

    /// <summary>Lets everyone do everything, but only one user override windows.</summary>
    private sealed class Overriders : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(request.Action != WorkflowAction.OverrideWindow || request.User == "boss");
    }
}
