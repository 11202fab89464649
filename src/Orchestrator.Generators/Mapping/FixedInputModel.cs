namespace Orchestrator.Generators.Mapping;

/// <summary>The value of a product's fixed input.</summary>
/// <param name="Name">The name, in snake_case.</param>
/// <param name="Value">The value as text.</param>
internal sealed record FixedInputModel(string Name, string Value);
