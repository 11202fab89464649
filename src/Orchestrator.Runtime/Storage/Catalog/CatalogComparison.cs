using Orchestrator.Catalog;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Catalog;

/// <summary>
/// Finds what the database says of products and blocks that the code does not say, or says otherwise. What only the code has is added, not
/// reported here.
/// </summary>
internal static class CatalogComparison
{
    /// <summary>Compares product by product and block by block.</summary>
    /// <returns>A sentence for each difference, in the order of their names.</returns>
    internal static IReadOnlyList<string> FindDifferences(
        WorkflowCatalog catalog,
        IEnumerable<ProductEntity> products,
        IReadOnlyCollection<ProductBlockEntity> blocks
    )
    {
        var names = blocks.ToDictionary(static block => block.ProductBlockId, static block => block.Name);
        return
        [
            .. products
                .OrderBy(static product => product.Name, StringComparer.Ordinal)
                .SelectMany(product => Compare(product, catalog.FindProduct(product.Name))),
            .. blocks
                .OrderBy(static block => block.Name, StringComparer.Ordinal)
                .SelectMany(block => Compare(block, catalog.FindBlock(block.Name), names)),
        ];
    }

    private static IEnumerable<string> Compare(ProductEntity stored, ProductDescriptor? declared)
    {
        if (declared is null)
        {
            return [$"Product '{stored.Name}' is only in the database: its subscriptions cannot be loaded"];
        }

        var inputs = declared.FixedInputs.ToDictionary(static input => input.Key, static input => input.Value, StringComparer.Ordinal);
        return Only(
                $"Product '{stored.Name}'",
                ("fixed input", stored.FixedInputs.Select(static input => input.Name).Except(inputs.Keys, StringComparer.Ordinal)),
                ("product block", stored.Blocks.Select(static block => block.Name).Except(declared.Blocks, StringComparer.Ordinal))
            )
            .Concat(
                stored
                    .FixedInputs.Where(input => inputs.TryGetValue(input.Name, out var value) && value != input.Value)
                    .Select(input =>
                        $"Product '{stored.Name}': fixed input '{input.Name}' is '{input.Value}' in the database and "
                        + $"'{inputs[input.Name]}' in the code"
                    )
            );
    }

    private static IEnumerable<string> Compare(ProductBlockEntity stored, BlockDescriptor? declared, Dictionary<Guid, string> names) =>
        declared is null
            ? [$"Product block '{stored.Name}' is only in the database"]
            : Only(
                $"Product block '{stored.Name}'",
                (
                    "resource type",
                    stored.ResourceTypes.Select(static type => type.ResourceType).Except(declared.ResourceTypes, StringComparer.Ordinal)
                ),
                (
                    "product block",
                    stored
                        .DependsOn.Select(relation => names.GetValueOrDefault(relation.DependsOnId, ""))
                        .Except(declared.Blocks, StringComparer.Ordinal)
                )
            );

    private static IEnumerable<string> Only(string holder, params (string What, IEnumerable<string> Names)[] extras) =>
        from extra in extras
        from name in extra.Names.Order(StringComparer.Ordinal)
        select $"{holder}: {extra.What} '{name}' is only in the database";
}
