using Orchestrator.Catalog;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Catalog;

/// <summary>
/// Finds what the database says of products and blocks that the code does not say, or says otherwise. What only the code has is added, not
/// reported here; it is named where it may be the new name of what only the database has.
/// </summary>
internal static class CatalogComparison
{
    private const string KeepsName =
        " What is stored keeps the old name, and is not loaded under another one: give it that name again, or "
        + "keep both until a workflow has copied it";

    /// <summary>Compares product by product and block by block, before what is new in the code is added.</summary>
    /// <returns>A sentence for each difference, in the order of their names.</returns>
    internal static IReadOnlyList<string> FindDifferences(
        WorkflowCatalog catalog,
        IReadOnlyCollection<ProductEntity> products,
        IReadOnlyCollection<ProductBlockEntity> blocks
    )
    {
        var names = blocks.ToDictionary(static block => block.ProductBlockId, static block => block.Name);
        string[] newProducts = [.. New(catalog.Products.Select(static product => product.Name), products.Select(static row => row.Name))];
        string[] newBlocks = [.. New(catalog.Blocks.Select(static block => block.Name), blocks.Select(static row => row.Name))];
        return
        [
            .. products
                .OrderBy(static product => product.Name, StringComparer.Ordinal)
                .SelectMany(product => Compare(product, catalog.FindProduct(product.Name), newProducts)),
            .. blocks
                .OrderBy(static block => block.Name, StringComparer.Ordinal)
                .SelectMany(block => Compare(block, catalog.FindBlock(block.Name), names, newBlocks)),
        ];
    }

    /// <summary>
    /// Finds what something that only the database has may be called now: by a new name that is nearly the same, or by the only new one.
    /// Null when there is none.
    /// </summary>
    internal static string? FindNewName(string old, IReadOnlyCollection<string> added) =>
        NameSuggestion.Find(old, added) ?? (added.Count == 1 ? added.Single() : null);

    private static string AskRenamed(string old, IReadOnlyCollection<string> added) =>
        FindNewName(old, added) is { } name ? $". Was it renamed to '{name}', which is new?" : "";

    private static IEnumerable<string> Compare(ProductEntity stored, ProductDescriptor? declared, string[] newProducts)
    {
        if (declared is null)
        {
            var renamed = AskRenamed(stored.Name, newProducts);
            return
            [
                $"Product '{stored.Name}' is only in the database: its subscriptions cannot be loaded{renamed}"
                    + (renamed is "" ? "" : " Then give it the old name again, which its subscriptions keep"),
            ];
        }

        var inputs = declared.FixedInputs.ToDictionary(static input => input.Key, static input => input.Value, StringComparer.Ordinal);
        return Only(
                $"Product '{stored.Name}'",
                "fixed input",
                inputs.Keys,
                stored.FixedInputs.Select(static input => input.Name),
                isStored: false
            )
            .Concat(
                Only(
                    $"Product '{stored.Name}'",
                    "product block",
                    declared.Blocks,
                    stored.Blocks.Select(static block => block.Name),
                    isStored: true
                )
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

    private static IEnumerable<string> Compare(
        ProductBlockEntity stored,
        BlockDescriptor? declared,
        Dictionary<Guid, string> names,
        string[] newBlocks
    ) =>
        declared is null
            ? [$"Product block '{stored.Name}' is only in the database{WithAdvice(AskRenamed(stored.Name, newBlocks))}"]
            : Only(
                    $"Product block '{stored.Name}'",
                    "member",
                    declared.ResourceTypes,
                    stored.ResourceTypes.Select(static type => type.ResourceType),
                    isStored: true
                )
                .Concat(
                    Only(
                        $"Product block '{stored.Name}'",
                        "product block",
                        declared.Blocks,
                        stored.DependsOn.Select(relation => names.GetValueOrDefault(relation.DependsOnId, "")),
                        isStored: true
                    )
                );

    /// <summary>Describes what of a product or block is only in the database.</summary>
    /// <param name="holder">The product or block.</param>
    /// <param name="what">What it has.</param>
    /// <param name="declared">The names in the code.</param>
    /// <param name="stored">The names in the database.</param>
    /// <param name="isStored">Whether subscriptions store something under these names.</param>
    private static IEnumerable<string> Only(
        string holder,
        string what,
        IReadOnlyCollection<string> declared,
        IEnumerable<string> stored,
        bool isStored
    )
    {
        string[] known = [.. stored];
        string[] added = [.. New(declared, known)];
        foreach (var name in known.Except(declared, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var renamed = AskRenamed(name, added);
            yield return $"{holder}: {what} '{name}' is only in the database{(isStored ? WithAdvice(renamed) : renamed)}";
        }
    }

    private static string WithAdvice(string renamed) => renamed is "" ? "" : renamed + KeepsName;

    private static IEnumerable<string> New(IEnumerable<string> declared, IEnumerable<string> stored) =>
        declared.Except(stored, StringComparer.Ordinal);
}
