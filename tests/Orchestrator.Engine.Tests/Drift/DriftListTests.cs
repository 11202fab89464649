using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Orchestrator.Diagnostics;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>What is shown and sent of the drift of many.</summary>
public sealed class DriftListTests : CheckedGadgets
{
    [Fact]
    public async Task The_gauge_shows_how_many_subscriptions_of_each_product_have_drifted_and_zero_when_none_has()
    {
        var subscription = await CreatedAsync();
        using var drifted = new MetricCollector<long>(
            Host.Services.GetRequiredService<IMeterFactory>(),
            OrchestratorTelemetry.MeterName,
            "orchestrator.subscriptions.drifted"
        );
        var desired = Workshop.Objects["g1"];
        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        await CheckAsync(subscription);
        await ShownAsync(1);

        Host.Database.Query("UPDATE subscriptions SET insync = FALSE");
        await ShownAsync(0);
        Host.Database.Query("UPDATE subscriptions SET insync = TRUE");
        await ShownAsync(1);

        Workshop.Objects["g1"] = desired;
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

        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        Workshop.Objects["g3"] = new(Size: 4, "x", Revision: 1);
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
    public async Task A_list_is_of_some_subscriptions_where_it_is_asked_for_those()
    {
        var (first, second, third) = (await CreatedAsync(), await CreatedAsync(), await CreatedAsync());
        foreach (var subscription in new[] { first, second, third })
        {
            await CheckAsync(subscription);
        }

        var some = await Checks.ListAsync(new(0, 10) { SubscriptionIds = [first, third, Guid.NewGuid()] });
        var none = await Checks.ListAsync(new(0, 10) { SubscriptionIds = [] });

        Assert.Equal(2, some.Total);
        Assert.Equal([third, first], some.Items.Select(static item => item.SubscriptionId));
        Assert.Equal((0, 0), (none.Total, none.Items.Count));
        await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Checks.ListAsync(new(0, 10) { SubscriptionIds = [.. Enumerable.Range(0, 1_001).Select(static _ => Guid.NewGuid())] })
        );
    }

    [Fact]
    public async Task A_check_that_finds_the_same_again_is_not_published()
    {
        var (first, last) = (await CreatedAsync(), await CreatedAsync());
        Workshop.Objects["g1"] = new(Size: 4, "", Revision: 1);
        Workshop.Objects["g2"] = new(Size: 5, "", Revision: 1);
        using var changes = Host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        await using var published = changes.ReadAllAsync().WithDeadline().GetAsyncEnumerator();

        // It is published after everything that was done before.
        await Host.Services.GetRequiredService<IEngineControl>().ResumeAsync("test");
        while (await published.MoveNextAsync() && published.Current.Kind != ChangeKind.EngineStatus) { }

        // Each is read before the next can be published: changes that are not read yet become one.
        await CheckAsync(first);
        Assert.Equal(first, await NextAsync());
        await CheckAsync(first);
        await CheckAsync(last);
        Assert.Equal(last, await NextAsync());
        Workshop.Objects["g1"] = new(Size: 5, "", Revision: 1);
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
}
