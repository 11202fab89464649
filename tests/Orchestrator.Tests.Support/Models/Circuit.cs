using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

/// <summary>A product with values of every type, nested blocks, and blocks of other subscriptions.</summary>
public sealed class Circuit : SubscriptionModel
{
    public CircuitBlock Block { get; set; } = new();

    public static Circuit Create(Guid product, string customerId) => CreateModel(new Circuit(), product, customerId);

    protected internal override void Map(ModelMapper mapper) => Block = mapper.Block("block", Block, static () => new CircuitBlock());
}
