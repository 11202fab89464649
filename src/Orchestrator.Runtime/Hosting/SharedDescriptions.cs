using Orchestrator.Catalog;

namespace Orchestrator.Hosting;

/// <summary>
/// Looks for workflows of one product that are shown under one description, so that operators cannot tell them apart. Those of one assembly
/// are reported by its build, so only those of different assemblies are looked for.
/// </summary>
internal static class SharedDescriptions
{
    /// <summary>Describes each group of such workflows of a product.</summary>
    internal static IEnumerable<string> Find(WorkflowCatalog catalog) =>
        catalog
            .Workflows.GroupBy(static workflow => (workflow.Target, Description: workflow.Description.Trim().ToUpperInvariant()))
            .Where(static alike => AreOfSeveralAssemblies(alike))
            .SelectMany(static alike =>
                alike
                    .SelectMany(static workflow => workflow.Products.Select(product => (Product: product, Workflow: workflow)))
                    .GroupBy(static found => found.Product, static found => found.Workflow)
            )
            .Where(static alike => AreOfSeveralAssemblies(alike))
            .Select(alike => Describe(catalog, alike.Key, [.. alike.OrderBy(static workflow => workflow.Name, StringComparer.Ordinal)]))
            .Order(StringComparer.Ordinal);

    private static bool AreOfSeveralAssemblies(IEnumerable<WorkflowDescriptor> workflows) =>
        workflows.Select(static workflow => workflow.Steps.Method.Module.Assembly).Distinct().Skip(1).Any();

    private static string Describe(WorkflowCatalog catalog, Type product, IReadOnlyList<WorkflowDescriptor> workflows) =>
        $"The workflows {string.Join(", ", workflows.Select(static workflow => $"'{workflow.Name}'"))} of the product "
        + $"'{catalog.Products.FirstOrDefault(known => known.Type == product)?.Name ?? TypeText.Of(product)}' are all described as "
        + $"'{workflows[0].Description}'";
}
