using Orchestrator.Products.Mapping;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Products;

public sealed class RecordCollectorTests
{
    [Fact]
    public void Two_root_members_of_one_block_are_refused_because_they_would_be_mixed_up()
    {
        var exception = Assert.Throws<SubscriptionException>(static () => RecordCollector.Collect(Twin.Create(Guid.NewGuid(), "customer")));

        foreach (var part in new[] { "'left'", "'right'", "'Port'" })
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_circle_within_a_subscription_is_refused_with_both_members()
    {
        var ring = Ring.Create(Guid.NewGuid(), "customer");
        ring.Block.Next = new RingBlock { Next = ring.Block };

        var exception = Assert.Throws<SubscriptionException>(() => RecordCollector.Collect(ring));

        Assert.Contains("'block'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'block.next.next'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_of_other_subscriptions_are_linked_in_order_and_not_collected()
    {
        var circuit = Examples.Circuit();

        var records = RecordCollector.Collect(circuit);

        Assert.DoesNotContain(records.Values, static record => record.BlockName == "Port");
        Assert.Equal(
            [("endpoints", 0), ("endpoints", 1)],
            records[circuit.Block.SubscriptionInstanceId].Relations.Select(static relation => (relation.Member, relation.Order))
        );
        Assert.All(
            circuit.Block.Endpoints,
            endpoint =>
                Assert.Equal(endpoint.Port.SubscriptionInstanceId, Assert.Single(records[endpoint.SubscriptionInstanceId].Relations).Child)
        );
    }
}
