using Orchestrator.Products;

namespace Orchestrator.BulkReconciles;

/// <summary>Selects the subscriptions of a product: by its id, because a search for a name also finds others that contain it.</summary>
internal static class ProductQuery
{
    /// <summary>The search that finds the subscriptions of a product.</summary>
    internal static string Of(Guid productId) => $"product_id:{productId}";

    /// <summary>The search that finds the subscriptions of a product; null when there is none of this name.</summary>
    /// <param name="products">The products.</param>
    /// <param name="name">The product's name, as an exact match.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal static async ValueTask<string?> FindAsync(IProductDirectory products, string name, CancellationToken cancellationToken) =>
        await products.GetByNameAsync([name], cancellationToken) is [var found] ? Of(found.ProductId) : null;

    /// <summary>The search that finds those of a product that another search finds as well.</summary>
    internal static string And(string product, string? query) => string.IsNullOrWhiteSpace(query) ? product : $"{product} ({query})";
}
