namespace Orchestrator.Domain;

/// <summary>Finds products.</summary>
internal interface IProductDirectory
{
    /// <summary>Finds products by name; unknown names are left out.</summary>
    Task<IReadOnlyList<ProductSummary>> GetByNameAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);
}
