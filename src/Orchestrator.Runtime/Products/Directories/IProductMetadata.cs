namespace Orchestrator.Products;

/// <summary>
/// Shows the rows of products, of their blocks and of resource types, and lets operators describe them. The code defines only the initial
/// description and status; afterwards the database does.
/// </summary>
public interface IProductMetadata
{
    /// <summary>Lists products, by name.</summary>
    /// <param name="tag">Only those with this tag; null for any.</param>
    /// <param name="productType">Only those of this type; null for any.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The products.</returns>
    Task<IReadOnlyList<ProductDetail>> ListProductsAsync(
        string? tag = null,
        string? productType = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Shows a product.</summary>
    /// <param name="productId">The id of its row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The product.</returns>
    /// <exception cref="NotFoundException">The product does not exist.</exception>
    Task<ProductDetail> GetProductAsync(Guid productId, CancellationToken cancellationToken = default);

    /// <summary>Writes the description and the status of a product.</summary>
    /// <param name="productId">The id of its row.</param>
    /// <param name="description">The description, at most 2,000 characters; null to leave it unchanged.</param>
    /// <param name="status">Where it is in its life; null to leave it as it is.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The product as it is now.</returns>
    /// <exception cref="NotFoundException">The product does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">
    /// The description is longer, or the product is to end while it has subscriptions that are not terminated.
    /// </exception>
    Task<ProductDetail> ChangeProductAsync(
        Guid productId,
        string? description,
        ProductLifecycle? status,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Shows a product block.</summary>
    /// <param name="productBlockId">The id of its row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The block.</returns>
    /// <exception cref="NotFoundException">The block does not exist.</exception>
    Task<ProductBlockSummary> GetBlockAsync(Guid productBlockId, CancellationToken cancellationToken = default);

    /// <summary>Writes the description of a product block.</summary>
    /// <param name="productBlockId">The id of its row.</param>
    /// <param name="description">The description, at most 2,000 characters; null to leave it unchanged.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The block as it is now.</returns>
    /// <exception cref="NotFoundException">The block does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description is longer.</exception>
    Task<ProductBlockSummary> DescribeBlockAsync(
        Guid productBlockId,
        string? description,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Shows a resource type.</summary>
    /// <param name="resourceTypeId">The id of its row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The resource type.</returns>
    /// <exception cref="NotFoundException">The resource type does not exist.</exception>
    Task<ResourceTypeSummary> GetResourceTypeAsync(Guid resourceTypeId, CancellationToken cancellationToken = default);

    /// <summary>Writes the description of a resource type.</summary>
    /// <param name="resourceTypeId">The id of its row.</param>
    /// <param name="description">The description, at most 2,000 characters; null to leave it unchanged.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The resource type as it is now.</returns>
    /// <exception cref="NotFoundException">The resource type does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description is longer.</exception>
    Task<ResourceTypeSummary> DescribeResourceTypeAsync(
        Guid resourceTypeId,
        string? description,
        Caller user,
        CancellationToken cancellationToken = default
    );
}
