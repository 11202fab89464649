using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Catalog;

/// <summary>The rows of products, product blocks and resource types.</summary>
internal sealed class ProductMetadataStore(IDbContextFactory<OrchestratorDbContext> databases, TimeProvider time)
{
    internal async Task<IReadOnlyList<ProductDetail>> ListAsync(string? tag, string? productType, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var products = await WithParts(database)
            .Where(product => (tag == null || product.Tag == tag) && (productType == null || product.ProductType == productType))
            .ToListAsync(cancellationToken);
        return [.. products.OrderBy(static product => product.Name, StringComparer.Ordinal).Select(Summarize)];
    }

    internal async Task<ProductDetail?> FindAsync(Guid productId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        return await WithParts(database).SingleOrDefaultAsync(product => product.ProductId == productId, cancellationToken) is { } found
            ? Summarize(found)
            : null;
    }

    internal async Task<ProductBlockSummary?> FindBlockAsync(Guid productBlockId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return
            await database
                .Set<ProductBlockEntity>()
                .AsNoTracking()
                .Include(static block => block.ResourceTypes)
                .SingleOrDefaultAsync(block => block.ProductBlockId == productBlockId, cancellationToken)
                is { } found
            ? Summarize(found)
            : null;
    }

    internal async Task<ResourceTypeSummary?> FindResourceTypeAsync(Guid resourceTypeId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return
            await database
                .Set<ResourceTypeEntity>()
                .AsNoTracking()
                .SingleOrDefaultAsync(type => type.ResourceTypeId == resourceTypeId, cancellationToken)
                is { } found
            ? Summarize(found)
            : null;
    }

    /// <summary>Writes the description and the status of a product, those that are given.</summary>
    /// <returns>Whether something was written.</returns>
    /// <exception cref="InvalidRequestException">It is to end, and not all of its subscriptions are terminated.</exception>
    internal async Task<bool> ChangeAsync(
        Guid productId,
        string? description,
        ProductLifecycle? status,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (status == ProductLifecycle.EndOfLife)
        {
            await DemandNoneInUseAsync(database, productId, cancellationToken);
        }

        var written =
            (description is not null && await SetAsync(database, "products", "description", description, productId, cancellationToken))
            | (status is { } next && await SetAsync(database, "products", "status", WireName.Of(next), productId, cancellationToken));
        if (written)
        {
            var reason = string.Join(": ", new[] { status is { } set ? WireName.Of(set) : null, description }.OfType<string>());
            var change = new AuditedChange(AuditAction.ChangeProduct) { ObjectId = productId, Reason = reason };
            await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    internal Task<bool> DescribeBlockAsync(Guid productBlockId, string description, Caller user, CancellationToken cancellationToken) =>
        DescribeAsync("product_blocks", productBlockId, description, AuditAction.DescribeProductBlock, user, cancellationToken);

    internal Task<bool> DescribeResourceTypeAsync(
        Guid resourceTypeId,
        string description,
        Caller user,
        CancellationToken cancellationToken
    ) => DescribeAsync("resource_types", resourceTypeId, description, AuditAction.DescribeResourceType, user, cancellationToken);

    private async Task<bool> DescribeAsync(
        string table,
        Guid id,
        string description,
        AuditAction action,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await SetAsync(database, table, "description", description, id, cancellationToken))
        {
            return false;
        }

        var change = new AuditedChange(action) { ObjectId = id, Reason = description };
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task DemandNoneInUseAsync(OrchestratorDbContext database, Guid productId, CancellationToken cancellationToken)
    {
        var terminated = WireName.Of(SubscriptionLifecycle.Terminated);
        var count = await database.Subscriptions.CountAsync(
            subscription => subscription.ProductId == productId && subscription.Status != terminated,
            cancellationToken
        );
        if (count > 0)
        {
            throw new InvalidRequestException(
                "product_in_use",
                $"Cannot set product to '{WireName.Of(ProductLifecycle.EndOfLife)}': {count} subscription(s) are not in terminated state"
            );
        }
    }

    private static async Task<bool> SetAsync(
        OrchestratorDbContext database,
        string table,
        string column,
        string value,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        // The key of each of these tables is named after it in the singular.
        await using var update = await database.CommandAsync(
            $"UPDATE {table} SET {column} = @value WHERE {table[..^1]}_id = @id",
            cancellationToken
        );
        return await update.With("value", value).With("id", id).ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static IQueryable<ProductEntity> WithParts(OrchestratorDbContext database) =>
        database
            .Products.AsNoTracking()
            .AsSplitQuery()
            .Include(static product => product.Blocks)
                .ThenInclude(static block => block.ResourceTypes)
            .Include(static product => product.FixedInputs)
            .Include(static product => product.Workflows.Where(workflow => workflow.DeletedAt == null));

    private static ProductDetail Summarize(ProductEntity product) =>
        new(
            new(
                product.ProductId,
                product.Name,
                product.Description,
                product.ProductType,
                product.Tag,
                product.Status,
                StoredValues.Known(product.CreatedAt) ?? DateTimeOffset.UnixEpoch,
                StoredValues.Known(product.EndDate)
            ),
            [.. product.Blocks.OrderBy(static block => block.Name, StringComparer.Ordinal).Select(Summarize)],
            [
                .. product
                    .FixedInputs.OrderBy(static input => input.Name, StringComparer.Ordinal)
                    .Select(static input => new FixedInputSummary(
                        input.FixedInputId,
                        input.Name,
                        input.Value,
                        StoredValues.Known(input.CreatedAt) ?? DateTimeOffset.UnixEpoch
                    )),
            ],
            [.. product.Workflows.OrderBy(static workflow => workflow.Name, StringComparer.Ordinal).Select(WorkflowStore.Summarize)]
        );

    // The status may be missing in rows that orchestrator-core has made; its clients need one.
    private static ProductBlockSummary Summarize(ProductBlockEntity block) =>
        new(
            block.ProductBlockId,
            block.Name,
            block.Description,
            block.Tag,
            block.Status ?? WireName.Of(ProductLifecycle.Active),
            StoredValues.Known(block.CreatedAt) ?? DateTimeOffset.UnixEpoch,
            StoredValues.Known(block.EndDate),
            [.. block.ResourceTypes.OrderBy(static type => type.ResourceType, StringComparer.Ordinal).Select(Summarize)]
        );

    private static ResourceTypeSummary Summarize(ResourceTypeEntity type) => new(type.ResourceTypeId, type.ResourceType, type.Description);
}
