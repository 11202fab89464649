using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

/// <summary>A product whose block holds two blocks of other subscriptions in members of their own.</summary>
public sealed class Pair : SubscriptionModel
{
    public PairBlock Block { get; set; } = new();

    public static Pair Create(Guid product, string customerId) => CreateModel(new Pair(), product, customerId);

    protected internal override void Map(ModelMapper mapper) => Block = mapper.Block("block", Block, static () => new PairBlock());
}
