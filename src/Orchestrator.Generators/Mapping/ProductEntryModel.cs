using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Mapping;

/// <summary>A product that a class serves.</summary>
/// <param name="Name">The unique name.</param>
/// <param name="ProductType">The type that several products may share.</param>
/// <param name="Tag">A short group name.</param>
/// <param name="Description">What it is.</param>
/// <param name="FixedInputs">The values of its fixed inputs.</param>
internal sealed record ProductEntryModel(
    string Name,
    string ProductType,
    string Tag,
    string Description,
    EquatableArray<FixedInputModel> FixedInputs
);
