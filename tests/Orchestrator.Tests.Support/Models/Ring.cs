using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

/// <summary>A product whose block holds a block of its own kind, so that subscriptions can form a circle.</summary>
public sealed class Ring : SubscriptionModel
{
    public RingBlock Block { get; set; } = new();

    public static Ring Create(Guid product, string customerId) => CreateModel(new Ring(), product, customerId);

    protected internal override void Map(ModelMapper mapper) => Block = mapper.Block("block", Block, static () => new RingBlock());
}
