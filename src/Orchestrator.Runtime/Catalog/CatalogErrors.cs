namespace Orchestrator.Catalog;

/// <summary>The errors about the catalog that more than one place can find.</summary>
internal static class CatalogErrors
{
    internal static CatalogException SecondReconcile(string product, IEnumerable<string> workflows) =>
        new(
            "second_reconcile_workflow",
            $"Product '{product}' would have more than one reconcile workflow: "
                + $"{string.Join(", ", workflows.Select(static name => $"'{name}'"))}. A product has one: take one out of the code, or, "
                + "if its row is left from older code, delete its link in products_workflows or set its deleted_at in workflows."
        );

    internal static string DescribeMissingRow(string workflow) =>
        $"Workflow '{workflow}' has no row in the database, or was deleted there. Restart the host, which adds missing rows, or restore "
        + "the row.";
}
