using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

/// <summary>A product that cannot be stored: it has two root blocks of one name.</summary>
public sealed class Twin : SubscriptionModel
{
    public PortBlock Left { get; set; } = new();

    public PortBlock Right { get; set; } = new();

    public static Twin Create(Guid product, string customerId) => CreateModel(new Twin(), product, customerId);

    protected internal override void Map(ModelMapper mapper)
    {
        Left = mapper.Block("left", Left, static () => new PortBlock());
        Right = mapper.Block("right", Right, static () => new PortBlock());
    }
}
