using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>What is used is reconciled before what uses it, and of two that are related never both are under way.</summary>
public sealed class BulkReconcileOrderTests
{
    [Fact]
    public async Task What_is_used_is_reconciled_first_and_what_uses_it_waits_instead_of_being_refused()
    {
        await using var host = await EngineHost.StartAsync();
        var things = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.CreateThingAsync()));
        Use(host, things[2], things[1]);
        Use(host, things[1], things[0]);

        var bulk = host.Services.GetRequiredService<IBulkReconciles>();
        var id = await bulk.StartAsync("", concurrency: 4, "ann");
        await host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(new BulkReconcileCounts(4, 0, 0, Done: 4, 0, 0), (await bulk.GetAsync(id)).Counts);
        var order = host.External.Calls.Select(static call => call.SubscriptionId).Skip(4).Where(id => id != things[3]);
        Assert.Equal(things[..3], order);
    }

    [Fact]
    public async Task What_uses_one_that_has_failed_is_refused_and_what_uses_each_other_is_reconciled_all_the_same()
    {
        await using var host = await EngineHost.StartAsync();
        var things = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.CreateThingAsync()));
        Use(host, things[0], things[1]);
        Use(host, things[1], things[2]);
        Use(host, things[2], things[0]);

        var bulk = host.Services.GetRequiredService<IBulkReconciles>();
        var circle = await bulk.StartAsync("", concurrency: 4, "ann");
        await host.WaitAsync(circle, ProcessStatus.Completed);
        host.External.FailNext(new InvalidOperationException("down"));
        var failing = await bulk.StartAsync("", concurrency: 4, "ann");
        await host.WaitAsync(failing, ProcessStatus.Completed);

        Assert.Equal(new BulkReconcileCounts(3, 0, 0, Done: 3, 0, 0), (await bulk.GetAsync(circle)).Counts);
        Assert.Equal(new BulkReconcileCounts(3, 0, 0, 0, Failed: 1, Refused: 2), (await bulk.GetAsync(failing)).Counts);
    }

    [Fact]
    public void No_circle_is_left_and_what_is_before_has_a_lower_level_where_there_was_none() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9])
            .Where(static (one, other) => one != other)
            .Array[0, 25]
            .Sample(static numbers =>
            {
                var pairs = numbers.Distinct().Select(static pair => (Subscription: IdOf(pair.Item1), Before: IdOf(pair.Item2))).ToArray();

                var (levels, turned) = BulkReconcileOrder.Sort(pairs);

                Assert.Equal(
                    pairs.SelectMany(static pair => new[] { pair.Subscription, pair.Before }).ToHashSet(),
                    levels.Keys.ToHashSet()
                );
                var straight = pairs.Except(turned).Union(turned.Select(static pair => (pair.Before, pair.Subscription))).ToArray();
                Assert.True(HasNoCircle(straight));
                Assert.True(turned.Count == 0 == HasNoCircle(pairs));
                Assert.All(turned.Count == 0 ? pairs : [], pair => Assert.True(levels[pair.Before] < levels[pair.Subscription]));
            });

    private static bool HasNoCircle((Guid Subscription, Guid Before)[] pairs)
    {
        var left = pairs.ToHashSet();
        while (left.RemoveWhere(pair => !left.Any(other => other.Subscription == pair.Before)) > 0) { }

        return left.Count == 0;
    }

    private static Guid IdOf(int number) => new(number + 1, 0, 0, new byte[8]);

    /// <summary>Lets one thing use another, as products do whose blocks refer to those of others.</summary>
    private static void Use(EngineHost host, Guid user, Guid used) =>
        host.Database.Query(
            $"""
            INSERT INTO subscription_instance_relations (in_use_by_id, depends_on_id, order_id)
            SELECT u.subscription_instance_id, d.subscription_instance_id, 0
            FROM subscription_instances u, subscription_instances d WHERE u.subscription_id = '{user}' AND d.subscription_id = '{used}'
            """
        );
}
