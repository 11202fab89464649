namespace Orchestrator.Catalog;

/// <summary>A product block as the build registers it.</summary>
/// <param name="Type">The class that is its model.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Tag">A short group name; null for none.</param>
/// <param name="Description">A description in one sentence.</param>
/// <param name="ResourceTypes">The names of its values.</param>
/// <param name="Blocks">The names of the blocks that it may hold.</param>
public sealed record BlockDescriptor(
    Type Type,
    string Name,
    string? Tag,
    string Description,
    IReadOnlyList<string> ResourceTypes,
    IReadOnlyList<string> Blocks
);
