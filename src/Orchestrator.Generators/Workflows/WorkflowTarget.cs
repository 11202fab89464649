namespace Orchestrator.Generators.Workflows;

/// <summary>What a workflow does; the names are those of <c>Orchestrator.Target</c>.</summary>
internal enum WorkflowTarget
{
    Create,
    Modify,
    Terminate,
    Validate,
    Reconcile,
    System,
}
