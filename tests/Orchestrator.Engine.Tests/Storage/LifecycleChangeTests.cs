using Orchestrator.Storage.Subscriptions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

public sealed class LifecycleChangeTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task The_first_activation_sets_the_start_date_and_the_termination_the_end_date()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();

        await ApplyAsync(database, port, SubscriptionLifecycle.Provisioning, First);
        Assert.Null(port.StartDate);

        await ApplyAsync(database, port, SubscriptionLifecycle.Active, First);
        await ApplyAsync(database, port, SubscriptionLifecycle.Provisioning, First.AddDays(1));
        await ApplyAsync(database, port, SubscriptionLifecycle.Active, First.AddDays(2));
        Assert.Equal((SubscriptionLifecycle.Active, First, null), (port.Status, port.StartDate, port.EndDate));

        await ApplyAsync(database, port, SubscriptionLifecycle.Terminated, First.AddDays(3));
        Assert.Equal((First, First.AddDays(3)), (port.StartDate, port.EndDate));
    }

    [Fact]
    public async Task A_missing_value_stops_the_change_and_is_named_with_its_path()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        port.Block.PortName = null;

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() =>
            ApplyAsync(database, port, SubscriptionLifecycle.Active, First)
        );

        Assert.Equal(
            $"Subscription {port.SubscriptionId} cannot become active: 'block.port_name' is required from active on and has no value.",
            exception.Message
        );
        Assert.Equal((SubscriptionLifecycle.Initial, null), (port.Status, port.StartDate));
    }

    [Fact]
    public async Task A_subscription_that_others_use_cannot_be_terminated_until_they_are()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = await database.CreateCircuitAsync(port);
        database.Set(circuit.SubscriptionId, "status = 'active'");

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() =>
            ApplyAsync(database, port, SubscriptionLifecycle.Terminated, First)
        );
        Assert.Contains(circuit.SubscriptionId.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal(SubscriptionLifecycle.Initial, port.Status);

        database.Set(circuit.SubscriptionId, "status = 'terminated'");
        await ApplyAsync(database, port, SubscriptionLifecycle.Terminated, First);
        Assert.Equal(SubscriptionLifecycle.Terminated, port.Status);
    }

    [Fact]
    public async Task Those_that_a_subscription_uses_do_not_limit_it()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = await database.CreateCircuitAsync(port);
        database.Set(port.SubscriptionId, "status = 'active'");

        await ApplyAsync(database, circuit, SubscriptionLifecycle.Terminated, First);

        Assert.Equal(SubscriptionLifecycle.Terminated, circuit.Status);
    }

    private static Task ApplyAsync(CoreDatabase database, SubscriptionModel model, SubscriptionLifecycle status, DateTimeOffset now) =>
        database.InTransactionAsync(async context =>
        {
            await LifecycleChange.CheckUsersAsync(context, model.SubscriptionId, status, CancellationToken.None);
            LifecycleChange.Apply(model, status, now);
        });
}
