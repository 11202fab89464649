namespace Orchestrator.Generators.Mapping.Members;

/// <summary>A class of which a member may hold a block.</summary>
/// <param name="Name">The block's registered name.</param>
/// <param name="Type">The class, fully qualified.</param>
internal sealed record VariantModel(string Name, string Type);
