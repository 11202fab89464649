namespace ExampleOrchestrator.Products;

public enum Site
{
    Amsterdam,
    Utrecht,
    Eindhoven,
}
