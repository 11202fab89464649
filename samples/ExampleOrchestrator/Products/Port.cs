namespace ExampleOrchestrator.Products;

[Product("port 10G", Tag = "PORT", Description = "A port of 10 Gbit/s", FixedInputs = ["port_speed=10000"])]
[Product("port 100G", Tag = "PORT", Description = "A port of 100 Gbit/s", FixedInputs = ["port_speed=100000"])]
public sealed partial class Port : SubscriptionModel
{
    public int PortSpeed { get; set; }

    public PortBlock Interface { get; set; } = new();
}
