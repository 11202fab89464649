using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Mapping;

/// <summary>All that is emitted for a product class.</summary>
/// <param name="Mapping">How it is mapped.</param>
/// <param name="DeclaresCreate">True when the author wrote a <c>Create</c>; then none is emitted.</param>
/// <param name="Products">The products that the class serves.</param>
internal sealed record ProductModel(MappingModel Mapping, bool DeclaresCreate, EquatableArray<ProductEntryModel> Products);
