namespace ExampleOrchestrator.Products;

[Product("nsistp", Tag = "NSISTP", Description = "A service termination point of the Network Service Interface")]
public sealed partial class Nsistp : SubscriptionModel
{
    public StpBlock Stp { get; set; } = new();
}
