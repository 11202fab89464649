using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

public sealed class PairBlock : ProductBlock
{
    public PortBlock First { get; set; } = null!;

    public PortBlock Second { get; set; } = null!;

    protected internal override string BlockName => "Pair";

    protected internal override void Map(ModelMapper mapper)
    {
        First = mapper.Block("first", First, static () => new PortBlock());
        Second = mapper.Block("second", Second, static () => new PortBlock());
    }
}
