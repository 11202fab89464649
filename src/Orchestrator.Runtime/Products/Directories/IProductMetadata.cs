namespace Orchestrator.Products;

/// <summary>
/// Reads products, product blocks and resource types, and changes their descriptions and status. The code defines only the initial values;
/// after that, the values in the database are used.
/// </summary>
public interface IProductMetadata
{
    /// <summary>Lists products, by name.</summary>
    /// <param name="tag">The tag; null for any.</param>
    /// <param name="productType">The product type; null for any.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The products.</returns>
    Task<IReadOnlyList<ProductDetail>> ListProductsAsync(
        string? tag = null,
        string? productType = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns a product.</summary>
    /// <param name="productId">The id of its row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The product.</returns>
    /// <exception cref="NotFoundException">The product does not exist.</exception>
    Task<ProductDetail> GetProductAsync(Guid productId, CancellationToken cancellationToken = default);

    /// <summary>Writes the description and the status of a product.</summary>
    /// <param name="productId">The id of its row.</param>
    /// <param name="description">The description, at most 2,000 characters; null to leave it unchanged.</param>
    /// <param name="status">The lifecycle of the product; null to leave it unchanged.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The product after the change.</returns>
    /// <exception cref="NotFoundException">The product does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">
    /// The description is too long, or the product cannot end because it has subscriptions that are not terminated.
    /// </exception>
    Task<ProductDetail> ChangeProductAsync(
        Guid productId,
        string? description,
        ProductLifecycle? status,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns a product block.</summary>
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
    /// <returns>The block after the change.</returns>
    /// <exception cref="NotFoundException">The block does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description is too long.</exception>
    Task<ProductBlockSummary> DescribeBlockAsync(
        Guid productBlockId,
        string? description,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns a resource type.</summary>
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
    /// <returns>The resource type after the change.</returns>
    /// <exception cref="NotFoundException">The resource type does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description is too long.</exception>
    Task<ResourceTypeSummary> DescribeResourceTypeAsync(
        Guid resourceTypeId,
        string? description,
        Caller user,
        CancellationToken cancellationToken = default
    );
}
