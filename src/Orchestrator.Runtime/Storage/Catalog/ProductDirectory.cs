using Microsoft.EntityFrameworkCore;
using Orchestrator.Catalog;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Catalog;

/// <summary>Finds products.</summary>
internal sealed class ProductDirectory(IDbContextFactory<OrchestratorDbContext> databases) : IProductDirectory
{
    public async Task<IReadOnlyList<ProductSummary>> GetByNameAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Products.AsNoTracking()
            .Where(product => names.Contains(product.Name))
            .OrderBy(static product => product.Name)
            .Select(static product => new ProductSummary(
                product.ProductId,
                product.Name,
                product.Description,
                product.ProductType,
                product.Tag,
                product.Status,
                product.CreatedAt,
                product.EndDate
            ))
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> GetProductTypesAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Products.AsNoTracking()
            .Select(static product => product.ProductType)
            .Distinct()
            .OrderBy(static type => type)
            .ToListAsync(cancellationToken);
    }

    public async Task<string?> FindReconcileWorkflowAsync(Guid productId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var reconcile = WireName.Of(Target.Reconcile);
        var found = await database
            .Products.AsNoTracking()
            .Where(product => product.ProductId == productId)
            .SelectMany(
                static product => product.Workflows,
                static (product, workflow) =>
                    new
                    {
                        Product = product.Name,
                        workflow.Name,
                        workflow.Target,
                        workflow.DeletedAt,
                    }
            )
            .Where(workflow => workflow.Target == reconcile && workflow.DeletedAt == null)
            .OrderBy(static workflow => workflow.Name)
            .ToListAsync(cancellationToken);
        return found switch
        {
            [] => null,
            [var only] => only.Name,
            [var first, ..] => throw CatalogErrors.SecondReconcile(first.Product, found.Select(static workflow => workflow.Name)),
        };
    }
}
