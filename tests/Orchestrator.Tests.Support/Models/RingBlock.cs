using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

public sealed class RingBlock : ProductBlock
{
    public RingBlock? Next { get; set; }

    protected internal override string BlockName => "Ring";

    protected internal override void Map(ModelMapper mapper) => Next = mapper.OptionalBlock("next", Next, static () => new RingBlock());
}
