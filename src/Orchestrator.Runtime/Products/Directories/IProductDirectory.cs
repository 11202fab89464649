namespace Orchestrator.Products;

/// <summary>Finds products.</summary>
internal interface IProductDirectory
{
    /// <summary>Finds products by name; unknown names are left out.</summary>
    Task<IReadOnlyList<ProductSummary>> GetByNameAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>The types of all products, in order.</summary>
    Task<IReadOnlyList<string>> GetProductTypesAsync(CancellationToken cancellationToken);

    /// <summary>Finds the one workflow that reconciles the subscriptions of a product.</summary>
    /// <returns>Its name; null when the product has none.</returns>
    /// <exception cref="CatalogException">The product has two: none is picked silently.</exception>
    Task<string?> FindReconcileWorkflowAsync(Guid productId, CancellationToken cancellationToken);
}
