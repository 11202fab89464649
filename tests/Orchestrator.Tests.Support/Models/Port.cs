using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

/// <summary>A product with a fixed input, whose block other subscriptions use. Mapped by hand, as the build would emit it.</summary>
public sealed class Port : SubscriptionModel
{
    public int Capacity { get; private set; }

    public PortBlock Block { get; set; } = new();

    public static Port Create(Guid product, string customerId) => CreateModel(new Port(), product, customerId);

    protected internal override void Map(ModelMapper mapper)
    {
        Capacity = mapper.FixedInput("capacity", Capacity, ValueCodecs.Int32);
        Block = mapper.Block("block", Block, static () => new PortBlock());
    }
}
