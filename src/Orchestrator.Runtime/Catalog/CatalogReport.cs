namespace Orchestrator.Catalog;

/// <summary>How the code differed from the database at start-up.</summary>
/// <param name="Added">The rows that were added, each as table and name.</param>
/// <param name="NotInCode">Workflows that have a row but no code; they are never deleted.</param>
/// <param name="TargetMismatches">Workflows whose row has another target than the code.</param>
/// <param name="Differences">
/// The differences between the products and blocks of the database and those of the code, one sentence each.
/// </param>
internal sealed record CatalogReport(
    IReadOnlyList<string> Added,
    IReadOnlyList<string> NotInCode,
    IReadOnlyList<string> TargetMismatches,
    IReadOnlyList<string> Differences
)
{
    /// <summary>Workflows that the code has and the database had not, which may be new names of those that have no code.</summary>
    internal IReadOnlyList<string> NewWorkflows { get; init; } = [];
}
