namespace ExampleOrchestrator.Products;

[Product("nsip2p", Tag = "NSIP2P", Description = "A point-to-point connection between two service termination points")]
public sealed partial class Nsip2p : SubscriptionModel
{
    public Nsip2pBlock Connection { get; set; } = new();
}
