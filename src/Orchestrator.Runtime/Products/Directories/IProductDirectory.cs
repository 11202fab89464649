namespace Orchestrator.Products;

/// <summary>Finds products.</summary>
internal interface IProductDirectory
{
    /// <summary>Finds products by name; unknown names are omitted.</summary>
    Task<IReadOnlyList<ProductSummary>> GetByNameAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>The types of all products, in order.</summary>
    Task<IReadOnlyList<string>> GetProductTypesAsync(CancellationToken cancellationToken);

    /// <summary>Finds the workflow that reconciles the subscriptions of a product.</summary>
    /// <returns>Its name; null if the product has none.</returns>
    /// <exception cref="CatalogException">The product has two reconcile workflows.</exception>
    Task<string?> FindReconcileWorkflowAsync(Guid productId, CancellationToken cancellationToken);
}
