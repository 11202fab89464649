using Orchestrator.Catalog;

namespace Orchestrator.Engine.Bulk;

/// <summary>The task that every bulk reconcile is a process of.</summary>
internal static class BulkReconcileWorkflow
{
    internal const string Name = "task_bulk_reconcile";

    internal static void Register(CatalogBuilder catalog) => catalog.AddPlain(
        Name,
        Target.System,
        "Reconcile many subscriptions",
        products: [],
        static () => Workflow.Begin >> Workflow.Start >> new ReconcileSelectedStep() >> Workflow.Done);
}
