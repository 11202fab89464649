using Orchestrator.Products.Mapping;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Products;

public sealed class NewModelTests
{
    [Fact]
    public void Required_blocks_are_made_and_lists_filled_all_the_way_down_and_what_may_be_null_is_left()
    {
        var circuit = Circuit.Create(Guid.NewGuid(), "customer");

        Assert.Equal(2, circuit.Block.Endpoints.Count);
        Assert.All(circuit.Block.Endpoints, static endpoint => Assert.NotNull(endpoint.Port));
        Assert.NotSame(circuit.Block.Endpoints[0].Port, circuit.Block.Endpoints[1].Port);
        Assert.Null(circuit.Block.Backup);
        Assert.Empty(circuit.Block.Spares);
        Assert.Equal((SubscriptionLifecycle.Initial, false), (circuit.Status, circuit.InSync));
    }

    [Fact]
    public void What_the_initialisers_made_is_kept_and_completed()
    {
        var tray = new TrayBlock
        {
            Only = new EndpointBlock { Vlan = 7 },
            Any = new PortBlock { PortName = "eth0" },
        };

        Tray.Create(tray);

        Assert.Equal((7, "eth0"), (tray.Only.Vlan, ((PortBlock)tray.Any).PortName));
        Assert.NotNull(tray.Only.Port);
        Assert.Empty(tray.More);
    }

    [Fact]
    public void A_required_block_of_several_classes_cannot_be_made()
    {
        var refused = Assert.Throws<SubscriptionException>(static () => Tray.Create(new TrayBlock()));

        Assert.Equal("block_undecided", refused.Code);
        Assert.Contains(
            "A new Tray cannot be made: 'block.any' must hold a block 'Port' or 'Endpoint', and nothing says which",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_block_that_requires_one_of_its_own_class_is_an_error_and_no_overflow_of_the_stack()
    {
        var refused = Assert.Throws<SubscriptionException>(static () => Endless.Create());

        Assert.Equal("block_without_end", refused.Code);
        Assert.Contains("'block.next[0].back' requires a EndlessBlock inside a EndlessBlock", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Tray : SubscriptionModel
    {
        private TrayBlock _block = new();

        public static Tray Create(TrayBlock block) => CreateModel(new Tray { _block = block }, Guid.NewGuid(), "customer");

        protected internal override void Map(ModelMapper mapper) => _block = mapper.Block("block", _block, static () => new TrayBlock());
    }

    private sealed class TrayBlock : ProductBlock
    {
        private static readonly BlockVariant<ProductBlock>[] Variants =
        [
            new("Port", static () => new PortBlock()),
            new("Endpoint", static () => new EndpointBlock()),
        ];

        public EndpointBlock Only { get; set; } = null!;

        public ProductBlock Any { get; set; } = null!;

        public List<ProductBlock> More { get; set; } = [];

        protected internal override void Map(ModelMapper mapper)
        {
            Only = mapper.Block("only", Only, static () => new EndpointBlock());
            Any = mapper.Union("any", Any, Variants);
            More = mapper.Unions("more", More, Variants, minimum: 1);
        }
    }

    private sealed class Endless : SubscriptionModel
    {
        private EndlessBlock _block = null!;

        public static Endless Create() => CreateModel(new Endless(), Guid.NewGuid(), "customer");

        protected internal override void Map(ModelMapper mapper) => _block = mapper.Block("block", _block, static () => new EndlessBlock());
    }

    private sealed class EndlessBlock : ProductBlock
    {
        private List<BackBlock> _next = [];

        protected internal override void Map(ModelMapper mapper) =>
            _next = mapper.Blocks("next", _next, static () => new BackBlock(), minimum: 1);
    }

    private sealed class BackBlock : ProductBlock
    {
        private EndlessBlock _back = null!;

        protected internal override void Map(ModelMapper mapper) => _back = mapper.Block("back", _back, static () => new EndlessBlock());
    }
}
