using Orchestrator.Products;

namespace Orchestrator.Tests.Products;

/// <summary>The fixed inputs of a product are read without a subscription of it.</summary>
public sealed class ProductDetailTests
{
    private static readonly ProductDetail Port = new(
        new(Guid.NewGuid(), "port 10G", "A port", "Port", "PORT", "active", default, null),
        Blocks: [],
        [new(Guid.NewGuid(), "port_speed", "10000", default), new(Guid.NewGuid(), "media", "fibre", default)],
        Workflows: []
    );

    [Fact]
    public void A_fixed_input_is_read_as_its_type()
    {
        Assert.Equal(10_000, Port.FixedInput<int>("port_speed"));
        Assert.Equal("fibre", Port.FixedInput<string>("media"));
    }

    [Fact]
    public void One_that_is_not_there_or_has_another_type_is_named_with_the_product()
    {
        Assert.Equal(
            "The product 'port 10G' has no fixed input 'speed'. It has port_speed, media.",
            Assert.Throws<InvalidOperationException>(static () => Port.FixedInput<int>("speed")).Message
        );
        Assert.Equal(
            "The fixed input 'media' of the product 'port 10G' is 'fibre', which cannot be read as int.",
            Assert.Throws<InvalidOperationException>(static () => Port.FixedInput<int>("media")).Message
        );
    }
}
