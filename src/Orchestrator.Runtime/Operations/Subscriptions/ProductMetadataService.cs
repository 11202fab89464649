using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Catalog;

namespace Orchestrator.Operations;

/// <summary>Shows and describes products, product blocks and resource types.</summary>
internal sealed class ProductMetadataService(ProductMetadataStore products, AuthorizationService authorization, ChangePublisher changes)
    : IProductMetadata
{
    public Task<IReadOnlyList<ProductDetail>> ListProductsAsync(
        string? tag = null,
        string? productType = null,
        CancellationToken cancellationToken = default
    ) => products.ListAsync(tag, productType, cancellationToken);

    public async Task<ProductDetail> GetProductAsync(Guid productId, CancellationToken cancellationToken = default) =>
        await products.FindAsync(productId, cancellationToken)
        ?? throw new NotFoundException("product_not_found", $"Product id {productId} not found");

    public async Task<ProductDetail> ChangeProductAsync(
        Guid productId,
        string? description,
        ProductLifecycle? status,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        await DemandAsync(user, cancellationToken);
        Descriptions.Check(description, "product");
        if (await products.ChangeAsync(productId, description, status, user, cancellationToken))
        {
            changes.Publish(ChangeKind.Products);
        }

        return await GetProductAsync(productId, cancellationToken);
    }

    public async Task<ProductBlockSummary> GetBlockAsync(Guid productBlockId, CancellationToken cancellationToken = default) =>
        await products.FindBlockAsync(productBlockId, cancellationToken)
        ?? throw new NotFoundException("product_block_not_found", $"Product block id {productBlockId} not found");

    public async Task<ProductBlockSummary> DescribeBlockAsync(
        Guid productBlockId,
        string? description,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        await DemandAsync(user, cancellationToken);
        Descriptions.Check(description, "product_block");
        if (description is not null && await products.DescribeBlockAsync(productBlockId, description, user, cancellationToken))
        {
            changes.Publish(ChangeKind.Products);
        }

        return await GetBlockAsync(productBlockId, cancellationToken);
    }

    public async Task<ResourceTypeSummary> GetResourceTypeAsync(Guid resourceTypeId, CancellationToken cancellationToken = default) =>
        await products.FindResourceTypeAsync(resourceTypeId, cancellationToken)
        ?? throw new NotFoundException("resource_type_not_found", $"Resource type id {resourceTypeId} not found");

    public async Task<ResourceTypeSummary> DescribeResourceTypeAsync(
        Guid resourceTypeId,
        string? description,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        await DemandAsync(user, cancellationToken);
        Descriptions.Check(description, "resource_type");
        if (description is not null && await products.DescribeResourceTypeAsync(resourceTypeId, description, user, cancellationToken))
        {
            changes.Publish(ChangeKind.Products);
        }

        return await GetResourceTypeAsync(resourceTypeId, cancellationToken);
    }

    /// <summary>Checked before anything is read, so that a caller without the right learns nothing.</summary>
    private ValueTask DemandAsync(Caller user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return authorization.DemandAsync(user.AsksTo(WorkflowAction.ChangeProduct), cancellationToken);
    }
}
