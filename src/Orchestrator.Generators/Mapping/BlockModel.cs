using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Mapping;

/// <summary>All that is emitted for a product block class.</summary>
/// <param name="Mapping">How it is mapped.</param>
/// <param name="DeclaresBlockName">True when the author wrote the name; then none is emitted.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Tag">A short group name; null for none.</param>
/// <param name="Description">What it is.</param>
/// <param name="ValidIn">The lifecycles in which it is valid; empty for every one.</param>
internal sealed record BlockModel(
    MappingModel Mapping,
    bool DeclaresBlockName,
    string Name,
    string? Tag,
    string Description,
    EquatableArray<ConstantModel> ValidIn
);
