namespace ExampleOrchestrator.Workflows;

/// <summary>The example has one customer; a real orchestrator asks for it in the create form.</summary>
internal static class Customers
{
    internal const string Default = "6c1d2b8e-3d52-4d13-9b6f-1d6f5b0b7a11";
}
