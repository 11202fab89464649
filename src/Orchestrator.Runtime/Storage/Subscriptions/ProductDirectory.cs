using Microsoft.EntityFrameworkCore;
using Orchestrator.Domain;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Finds products.</summary>
internal sealed class ProductDirectory(IDbContextFactory<OrchestratorDbContext> databases) : IProductDirectory
{
    public async Task<IReadOnlyList<ProductSummary>> GetByNameAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Products.AsNoTracking()
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
                product.EndDate))
            .ToListAsync(cancellationToken);
    }
}
