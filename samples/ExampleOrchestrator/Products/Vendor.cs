namespace ExampleOrchestrator.Products;

public enum Vendor
{
    Cisco,
    Nokia,
}
